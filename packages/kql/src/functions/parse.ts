import { literal, literalValue } from '../plan/expr.js'
import { sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { formatBytes, parseVersion } from './native/format.js'
import { parsePath } from './native/path.js'
import { urls } from './native/url.js'
import { parseUserAgent } from './native/user-agent.js'
import { parseXml } from './native/xml.js'
import { callNative } from './parts/call-native.js'
import { toJson } from './parts/json-value.js'
import { nativeRow, row, siteRow } from './parts/row.js'

const url = (name: string) => urls.find((row) => row.name === `kql_${name}`)
const parseUrl = nativeRow(['string'], 'dynamic', url('parse_url'), 'parse-url-function')
const parseQuery = nativeRow(['string'], 'dynamic', url('parse_urlquery'), 'parse-urlquery-function')

/** A value at a JSON path of JSON text, as text; with a type, converted to it. */
const extractJson: ScalarFunction = {
  ...row(
    ['string', 'any', 'any?'],
    'string',
    'own',
    (path, document) => sql`coalesce(json_extract_string(TRY_CAST(${document} AS JSON), ${path}), '')`,
    'extract-json-function',
  ),
  lower: (args, context) => {
    const path = literalValue(args[0])
    const constant = typeof path === 'string' ? normalPath(path) : undefined
    const [, document] = args
    if (!document || constant === undefined || path === constant) return undefined
    return context.call('extract_json', [literal('string', constant), context.coerce(document, 'string')])
  },
}

/** `$['a'].b[0]` in the engine's spelling. */
const normalPath = (path: string): string =>
  path.replace(/\['([^']*)'\]|\["([^"]*)"\]/g, (_all, a, b) => `."${a ?? b}"`)

export const parseFunctions: ScalarFunctions = {
  parse_url: parseUrl,
  parseurl: parseUrl,
  parse_urlquery: parseQuery,
  parseurlquery: parseQuery,
  parse_path: nativeRow(['string'], 'dynamic', parsePath, 'parse-path-function'),
  parse_xml: nativeRow(['string'], 'dynamic', parseXml, 'parse-xml-function'),
  parse_version: nativeRow(['string'], 'decimal', parseVersion, 'parse-version-function'),
  parse_user_agent: siteRow(
    ['string', 'any?'],
    'dynamic',
    'own',
    ({ types }) =>
      (agent, lookFor) =>
        sql`${callNative(parseUserAgent, [agent, lookFor ? toJson(lookFor, types[1] ?? 'string') : sql`NULL`])}::JSON`,
    'parse-user-agent-function',
    [parseUserAgent],
  ),
  format_bytes: row(
    ['real', 'long?', 'string?'],
    'string',
    'own',
    (size, precision = sql`NULL`, unit = sql`NULL`) => callNative(formatBytes, [size, precision, unit]),
    'format-bytes-function',
    [formatBytes],
  ),
  extract_json: extractJson,
  extractjson: extractJson,
}
