import type { NativeFunction } from '../entry.js'
import { native } from './define.js'
import { bagOf, type JsonBag, writeJson } from './json.js'

/** Percent-decoding that leaves broken escapes as they are and reads bytes as UTF-8. */
export function decodePercent(text: string, plusIsSpace: boolean): string {
  const source = plusIsSpace ? text.replaceAll('+', ' ') : text
  return source.replace(/(?:%[\da-fA-F]{2})+/g, (escapes) => {
    const bytes = escapes
      .slice(1)
      .split('%')
      .map((hex) => Number.parseInt(hex, 16))
    return new TextDecoder().decode(Uint8Array.from(bytes))
  })
}

/** Percent-encoding in lower-case hex of all but ASCII letters, digits and `keep`. */
function encodePercent(text: string, keep: string, space: string): string {
  let out = ''
  for (const mark of text) {
    if (/[A-Za-z\d]/.test(mark) || keep.includes(mark)) out += mark
    else if (mark === ' ') out += space
    else for (const byte of new TextEncoder().encode(mark)) out += `%${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

function queryParameters(query: string): JsonBag {
  const bag: JsonBag = new Map()
  for (const pair of query.replace(/^\?/, '').split('&')) {
    if (pair === '') continue
    const [key = '', ...value] = pair.split('=')
    bag.set(decodePercent(key, false), decodePercent(value.join('='), false))
  }
  return bag
}

const urlForm =
  /^(?:([A-Za-z][A-Za-z\d+.-]*):(?:\/\/)?)(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

/** https://learn.microsoft.com/kusto/query/parse-url-function; a text that is no absolute URL gives empty parts. */
function parseUrl(url: string): string {
  const found = urlForm.exec(url)
  const [
    ,
    scheme = '',
    username = '',
    password = '',
    host = '',
    port = '',
    path = '',
    query = '',
    fragment = '',
  ] = found ?? []
  return writeJson(
    bagOf({
      Scheme: scheme,
      Host: host,
      Port: port,
      Path: path,
      Username: username,
      Password: password,
      'Query Parameters': queryParameters(query),
      Fragment: fragment,
    }),
  )
}

export const urls: readonly NativeFunction[] = [
  native('parse_url', 1, (url) => (url ? parseUrl(url) : null)),
  native('parse_urlquery', 1, (query) =>
    query === null || query === undefined
      ? null
      : writeJson(bagOf({ 'Query Parameters': queryParameters(query.replace(/^[^?]*\?/, '')) })),
  ),
  native('url_decode', 1, (text) => (text ? decodePercent(text, true) : (text ?? null))),
  native('url_encode', 1, (text) => (text ? encodePercent(text, '-_.!*()', '+') : (text ?? null))),
  native('url_encode_component', 1, (text) => (text ? encodePercent(text, '-_.~', '%20') : (text ?? null))),
]
