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

const guid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

/** The same of a column, as SQL; null where it holds no GUID. */
export const derivedTokenId = (column: string): Sql => constant(derived(column))

function derived(column: string): string {
  const hex = pieces.map(([start, length]) => `substr(${column}, ${start}, ${length})`).join(' || ')
  return (
    `CASE WHEN regexp_full_match(${column}, '${guid}') ` +
    `THEN translate(rtrim(to_base64(unhex(${hex})), '='), '+/', '-_') END`
  )
}

/**
 * A native token id in the form of today's logs. Entra wrote the base64 of the request id's text until 2022, some
 * exports write the GUID itself, and padding or the other base64 alphabet come from tools on the way.
 */
export function plainTokenId(column: string): Sql {
  const inner = `CAST(from_base64(${column}) AS VARCHAR)`
  return constant(
    `CASE WHEN ${column} = '' THEN NULL WHEN strlen(${column}) = 22 THEN translate(${column}, '+/', '-_')
      WHEN strlen(${column}) = 24 AND suffix(${column}, '==') THEN translate(rtrim(${column}, '='), '+/', '-_')
      WHEN strlen(${column}) = 36 THEN coalesce(${derived(column)}, ${column})
      WHEN regexp_full_match(${column}, '[A-Za-z0-9+/]{48}') THEN coalesce(${derived(inner)}, ${column})
      ELSE ${column} END`,
  )
}
