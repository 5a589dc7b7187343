import { constant, type Sql } from '../sql/statement.js'

/**
 * A token id (uti) is the base64url text, without padding, of the sign-in's request id as .NET lays a GUID out in
 * bytes: the first three groups little-endian, the rest as written. So a sign-in without the token id still
 * tells it. Derived ids are additional evidence; a native one always wins. Compare case-sensitively.
 */
export function deriveTokenId(requestId: string): string | undefined {
  const hex = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(requestId)
  if (!hex) return undefined
  const turned = (group: string): string => (group.match(/../g) ?? []).reverse().join('')
  const bytes = `${turned(hex[1] ?? '')}${turned(hex[2] ?? '')}${turned(hex[3] ?? '')}${hex[4]}${hex[5]}`
  const binary = String.fromCharCode(...(bytes.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const pieces: readonly (readonly [start: number, length: number])[] = [
  [7, 2],
  [5, 2],
  [3, 2],
  [1, 2],
  [12, 2],
  [10, 2],
  [17, 2],
  [15, 2],
  [20, 4],
  [25, 12],
]

/** The same of a column, as SQL; null where it holds no GUID. */
export function derivedTokenId(column: string): Sql {
  const hex = pieces.map(([start, length]) => `substr(${column}, ${start}, ${length})`).join(' || ')
  return constant(
    `CASE WHEN regexp_full_match(${column}, '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}') ` +
      `THEN translate(rtrim(to_base64(unhex(${hex})), '='), '+/', '-_') END`,
  )
}
