/**
 * A look through a row's JSON as it stands, before its columns are read from it one by one: where a plain part of what
 * is searched for is nowhere in it, no column has it (plan/plain-part.ts).
 */
import { quotePattern } from '../functions/parts/pattern.js'
import { sourceOfPick } from '../plan/pick-source.js'
import type { ConstantHint, PartOperator, ScanPick } from '../plan/relation.js'
import type { ColumnSource, KustoType, RowSource } from '../schema.js'
import { bigint, type Fragment, identifier, joined, sql, text } from '../sql/fragment.js'
import { type At, asText, engineType, jsonOf, printPick } from './scan-value.js'

/** Plain parts, one of which a text must hold. */
export interface Parts {
  readonly operator: PartOperator
  readonly parts: readonly string[]
}

type Holds = (value: Fragment, parts: readonly string[]) => Fragment

const anyOf = (conditions: readonly Fragment[]): Fragment => sql`(${joined(conditions, sql` OR `)})`

/** Up to so many parts the engine finds sooner one by one: a pattern of one is searched for by its first letters. */
const aFew = 8

const inTurn =
  (holds: (value: Fragment, part: string) => Fragment): Holds =>
  (value, parts) =>
    anyOf(parts.map((part) => holds(value, part)))

const pattern =
  (flags: string): Holds =>
  (value, parts) =>
    sql`regexp_matches(${value}, ${text(`${flags}${parts.map(quotePattern).join('|')}`)})`

const fewOrMany =
  (few: Holds, many: Holds): Holds =>
  (value, parts) =>
    (parts.length > aFew ? many : few)(value, parts)

/** A pattern that minds no case takes half as long as a text in small letters. */
const holds: Readonly<Record<PartOperator, Holds>> = {
  contains_cs: fewOrMany(
    inTurn((value, part) => sql`contains(${value}, ${text(part)})`),
    pattern(''),
  ),
  contains: inTurn((value, part) => sql`contains(lower(${value}), lower(${text(part)}))`),
  has: fewOrMany(
    inTurn((value, part) => pattern('(?i)')(value, [part])),
    pattern('(?i)'),
  ),
}

export const isPartOperator = (operator: ConstantHint['operator']): operator is PartOperator =>
  Object.hasOwn(holds, operator)

/** Undefined where the value does not come from the row's JSON, or that is not at hand. */
export function documentHint(
  pick: ScanPick,
  { operator, parts }: Parts,
  rows: RowSource,
  at: At,
): Fragment | undefined {
  const { type } = pick.column
  const source = rows.columns[pick.source]
  const isText = type === 'string' || type === 'dynamic'
  if (!source || !isText || at.slice || !isOfDocument(source)) return undefined
  if (pick.path && sourceOfPick(pick, rows)) return undefined
  const texts = textsOf(source, at)
  return (
    texts &&
    anyOf(texts.map((one) => sql`${holds[operator](one, parts)} OR contains(${one}, ${text('\\u')})`))
  )
}

/** The same of the value itself, for one that is an alternative to others. */
export function valueHint(pick: ScanPick, { operator, parts }: Parts, rows: RowSource, at: At): Fragment {
  const { type } = pick.column
  const source = rows.columns[pick.source]
  const possible = parts.filter((part) => source && mayHold(type, part))
  if (!source || possible.length === 0) return sql`false`
  const spelled =
    'lookup' in source && !pick.path ? spelledWith(source.lookup, source.names, possible, at) : undefined
  return spelled ?? holds[operator](asText(printPick(pick, rows, at), type, at), possible)
}

const isOfDocument = (source: ColumnSource): boolean =>
  'first' in source ? source.first.some(isOfDocument) : 'path' in source || 'document' in source

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

/** Numbers that are spelled with one of the parts in their names; a number without a name is text that holds none. */
function spelledWith(
  lookup: string,
  names: Readonly<Record<string, string>>,
  parts: readonly string[],
  at: At,
): Fragment | undefined {
  const held = engineType(at, lookup)
  if ((held !== 'int' && held !== 'long') || ![...parts, ...Object.values(names)].every(isAscii))
    return undefined
  const values = Object.keys(names).filter((value) =>
    parts.some((part) => names[value]?.toLowerCase().includes(part.toLowerCase())),
  )
  if (!values.every((value) => /^(0|-?[1-9]\d{0,8})$/.test(value))) return undefined
  const column = sql`${at.alias}.${identifier(lookup)}`
  return values.length > 0 ? sql`${column} IN (${values.map((value) => bigint(BigInt(value)))})` : sql`false`
}
