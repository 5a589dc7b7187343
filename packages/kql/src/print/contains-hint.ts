/**
 * A look through a row's JSON as it stands, before its columns are read from it one by one: where a plain part of what
 * is searched for is nowhere in it, no column has it (plan/plain-part.ts).
 */
import type { ScanPick } from '../plan/relation.js'
import type { ColumnSource, KustoType, RowSource } from '../schema.js'
import { bigint, type Fragment, identifier, joined, sql, text } from '../sql/fragment.js'
import { type At, asText, engineType, jsonOf, printPick } from './scan-value.js'

export function containsHint(pick: ScanPick, part: string, rows: RowSource, at: At): Fragment[] {
  const { type } = pick.column
  const source = rows.columns[pick.source]
  if (!source || !mayHold(type, part)) return [sql`false`]
  const wanted = sql`lower(${text(part)})`
  const texts = type === 'string' || type === 'dynamic' ? textsOf(source, at) : undefined
  if (texts)
    return [
      sql`(${joined(
        texts.map((one) => sql`contains(lower(${one}), ${wanted}) OR contains(${one}, ${text('\\u')})`),
        sql` OR `,
      )})`,
    ]
  const spelled = 'lookup' in source ? spelledWith(source.lookup, source.names, part, at) : undefined
  return [spelled ?? sql`contains(lower(${asText(printPick(pick, rows, at), type, at)}), ${wanted})`]
}

/** Texts of which one holds the value's, as JSON writes it; undefined where it is made of something else. */
function textsOf(source: ColumnSource, at: At): Fragment[] | undefined {
  if (!('first' in source)) {
    const json = jsonOf(source, at)
    return json && [json]
  }
  const all = source.first.map((inner) => textsOf(inner, at))
  return all.includes(undefined) ? undefined : all.flatMap((texts) => texts ?? [])
}

/** Whether a value of the type, as text, can hold the part, which is no number. */
function mayHold(type: KustoType, part: string): boolean {
  const among = (...words: readonly string[]) => words.some((word) => word.includes(part.toLowerCase()))
  switch (type) {
    case 'int':
    case 'long':
    case 'timespan':
      return false
    case 'real':
    case 'decimal':
      return among('nan', 'infinity')
    case 'bool':
      return among('true', 'false')
    case 'datetime':
      return /^[\dtz. -]*$/i.test(part)
    case 'guid':
      return /^[\da-f-]*$/i.test(part)
    default:
      return true
  }
}

const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value)

/** Numbers that are spelled with the part in their names; a number without a name is text that cannot hold it. */
function spelledWith(
  lookup: string,
  names: Readonly<Record<string, string>>,
  part: string,
  at: At,
): Fragment | undefined {
  const held = engineType(at, lookup)
  if ((held !== 'int' && held !== 'long') || ![part, ...Object.values(names)].every(isAscii)) return undefined
  const values = Object.keys(names).filter((value) =>
    names[value]?.toLowerCase().includes(part.toLowerCase()),
  )
  if (!values.every((value) => /^(0|-?[1-9]\d{0,8})$/.test(value))) return undefined
  const column = sql`${at.alias}.${identifier(lookup)}`
  return values.length > 0 ? sql`${column} IN (${values.map((value) => bigint(BigInt(value)))})` : sql`false`
}
