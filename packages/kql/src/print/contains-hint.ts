/**
 * A look through a row's JSON as it stands, before its columns are read from it one by one: where a plain part of what
 * is searched for is nowhere in it, no column has it (plan/plain-part.ts).
 */
import { patternsOf } from '../functions/parts/pattern.js'
import { sourceOfPick } from '../plan/pick-source.js'
import type { ConstantHint, PartOperator, ScanPick } from '../plan/relation.js'
import type { ColumnSource, KustoType, RowSource } from '../schema.js'
import { bigint, boolean, distinct, type Fragment, joined, sql, text } from '../sql/fragment.js'
import { type At, asText, columnOf, engineType, jsonOf, printPick } from './scan-value.js'

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
    anyOf(patternsOf(parts, flags).map((one) => sql`regexp_matches(${value}, ${text(one)})`))

const fewOrMany =
  (few: Holds, many: Holds): Holds =>
  (value, parts) =>
    (parts.length > aFew ? many : few)(value, parts)

const minded = fewOrMany(
  inTurn((value, part) => sql`contains(${value}, ${text(part)})`),
  pattern(''),
)

/** As a pattern sees case, in half the time of a text in small letters. */
const unminded = fewOrMany(
  inTurn((value, part) => pattern('(?i)')(value, [part])),
  pattern('(?i)'),
)

const lowered = inTurn((value, part) => sql`contains(lower(${value}), lower(${text(part)}))`)

const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value)

const holds: Readonly<Record<PartOperator, Holds>> = {
  contains_cs: minded,
  // small letters and patterns agree on what is the same letter where all of it is ASCII
  contains: (value, parts) =>
    parts.every(isAscii)
      ? sql`(${unminded(value, parts)} OR strlen(${value}) > length(${value}))`
      : lowered(value, parts),
  has: unminded,
}

export const isPartOperator = (operator: ConstantHint['operator']): operator is PartOperator =>
  Object.hasOwn(holds, operator)

/**
 * One of several conditions, with what it looks through. What is sought in the document need not be sought beside it in
 * a text that stands in the document.
 */
export interface Disjunct {
  readonly sql: Fragment
  readonly of: 'document' | 'text of the document' | 'value'
  readonly sought?: string
}

/** What is looked for, and in what. */
interface Look extends Parts {
  readonly type: KustoType
  readonly at: At
  has(value: Fragment): Fragment
}

/** One of these holds wherever the value has one of the parts. */
export function partDisjuncts(
  pick: ScanPick,
  { operator, parts }: Parts,
  rows: RowSource,
  at: At,
): Disjunct[] {
  const { type } = pick.column
  const source = rows.columns[pick.source]
  const possible = parts.filter((part) => mayHold(type, part))
  if (!source || possible.length === 0) return []
  const has = (value: Fragment) => holds[operator](value, possible)
  const isText = (type === 'string' || type === 'dynamic') && !(pick.path && sourceOfPick(pick, rows))
  const look: Look = { operator, parts: possible, type, at, has }
  const found = isText && !at.slice ? inTexts(source, look) : undefined
  return found ?? [{ sql: has(asText(printPick(pick, rows, at), type, at)), of: 'value' }]
}

/** Of the texts of which one holds the value's, as JSON writes it; undefined where it is made of something else. */
function inTexts(source: ColumnSource, look: Look): Disjunct[] | undefined {
  if ('first' in source) {
    const all = source.first.map((inner) => inTexts(inner, look))
    return all.includes(undefined) ? undefined : all.flatMap((some) => some ?? [])
  }
  if ('lookup' in source) return inNames(source, look)
  if ('constant' in source)
    return typeof source.constant === 'string' ? inConstant(source.constant, look) : undefined
  const { at, has, type } = look
  const json = jsonOf(source, at)
  if (!json) return undefined
  const spelledByNumber = sql`contains(${json}, ${text('\\u')})`
  if (!('column' in source))
    return [has(json), spelledByNumber].map((one) => ({ sql: one, of: 'document', sought: soughtIn(look) }))
  const own = inColumn(source.column, look)
  return type === 'dynamic' ? [own, { ...own, sql: spelledByNumber }] : [own]
}

const soughtIn = ({ operator, parts }: Parts): string => JSON.stringify([operator, parts])

function inColumn(column: string, look: Look): Disjunct {
  const { has, operator, at } = look
  const isInDocument = operator !== 'contains_cs' && at.printing.document.texts?.[at.relation]?.has(column)
  return {
    sql: has(columnOf(at, column)),
    of: isInDocument ? 'text of the document' : 'value',
    sought: soughtIn(look),
  }
}

const mayBeIn = (value: string, { parts }: Look): boolean =>
  parts.some((part) => value.toLowerCase().includes(part.toLowerCase()))

const inConstant = (constant: string, look: Look): Disjunct[] | undefined => {
  if (![constant, ...look.parts].every(isAscii)) return undefined
  return mayBeIn(constant, look) ? [{ sql: boolean(true), of: 'value' }] : []
}

/** Values that are spelled with one of the parts in their names; one without a name stands for itself. */
function inNames(
  { lookup, names }: Extract<ColumnSource, { lookup: string }>,
  look: Look,
): Disjunct[] | undefined {
  if (![...look.parts, ...Object.values(names)].every(isAscii)) return undefined
  const held = engineType(look.at, lookup)
  const values = Object.keys(names).filter((value) => mayBeIn(names[value] ?? '', look))
  const column = columnOf(look.at, lookup)
  const among = (list: readonly Fragment[]): Disjunct[] =>
    list.length > 0 ? [{ sql: sql`${column} IN (${list})`, of: 'value' }] : []
  if (held === 'text') return [...among(values.map(text)), inColumn(lookup, look)]
  if (held === 'bool')
    return ['true', 'false'].some((value) => mayBeIn(names[value] ?? value, look)) ? undefined : []
  // a number without a name is text that cannot hold a part
  const areNumbers = values.every((value) => /^(0|-?[1-9]\d{0,8})$/.test(value))
  if ((held !== 'int' && held !== 'long') || !areNumbers) return undefined
  return among(values.map((value) => bigint(BigInt(value))))
}

/** The conditions as one, each asked once. */
export function anyOfDisjuncts(disjuncts: readonly Disjunct[]): Fragment {
  const inDocument = new Set(disjuncts.flatMap(({ of, sought }) => (of === 'document' ? [sought] : [])))
  const asked = disjuncts.filter(({ of, sought }) => of !== 'text of the document' || !inDocument.has(sought))
  return asked.length === 0 ? sql`false` : anyOf(distinct(asked.map((one) => one.sql)))
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
      return /^([\d-]*(t\d*)?|\d*(\.\d*)?z?)$/i.test(part)
    case 'guid':
      return /^[\da-f-]*$/i.test(part)
    default:
      return true
  }
}
