import { literal, literalValue } from '../plan/expr.js'
import { empty, sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { formatBytes, parseVersion } from './native/format.js'
import { extractJsonNative, pathSteps } from './native/json-path.js'
import { parsePath } from './native/path.js'
import { urls } from './native/url.js'
import { parseUserAgent } from './native/user-agent.js'
import { parseXml } from './native/xml.js'
import { callNative } from './parts/call-native.js'
import { toJson } from './parts/json-value.js'
import { nativeRow, row, siteRow } from './parts/row.js'
import { asTyped } from './parts/typed.js'

const url = (name: string) => urls.find((row) => row.name === `kql_${name}`)
const parseUrl = nativeRow(['string'], 'dynamic', url('parse_url'), 'parse-url-function')
const parseQuery = nativeRow(['string'], 'dynamic', url('parse_urlquery'), 'parse-urlquery-function')

/** A value at a JSON path of JSON text, as text; with a type, converted to it. A path that is none finds nothing. */
const extractJson: ScalarFunction = {
  ...row(
    ['string', 'string', 'any?'],
    'string',
    'own',
    (path, document) => callNative(extractJsonNative, [path, document]),
    'extract-json-function',
    [extractJsonNative],
  ),
  lower: (args, context) => {
    const typed = asTyped('extract_json', 2)(args, context)
    if (typed) return typed
    const [path, document] = args
    const constant = literalValue(path)
    const steps = typeof constant === 'string' ? pathSteps(constant) : undefined
    if (!document || !steps || steps.length === 0) return undefined
    const value = context.call('parse_json', [document], 'dynamic')
    return context.call('_path_text', [value, literal('dynamic', JSON.stringify(steps))], 'string')
  },
}

export const parseFunctions: ScalarFunctions = {
  parse_url: parseUrl,
  parseurl: parseUrl,
  parse_urlquery: parseQuery,
  parseurlquery: parseQuery,
  parse_path: nativeRow(['string'], 'dynamic', parsePath, 'parse-path-function'),
  parse_xml: nativeRow(['string'], 'dynamic', parseXml, 'parse-xml-function'),
  // 32 whole digits: more than the decimals with a fraction have room for.
  parse_version: {
    args: ['string'],
    returns: 'decimal',
    nulls: 'own',
    sql: {
      duckdb: ([version = empty]) => sql`TRY_CAST(${callNative(parseVersion, [version])} AS DECIMAL(38, 0))`,
    },
    natives: [parseVersion],
    ref: 'parse-version-function',
  },
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
