/** Hints of a scan as conditions on the engine's own columns, which its statistics know. */
import { sourceOfPick } from '../plan/pick-source.js'
import { plainParts } from '../plan/plain-part.js'
import type { ConstantHint, ScanHint, ScanPick } from '../plan/relation.js'
import type { ColumnSource, RowSource } from '../schema.js'
import { bigint, type Fragment, joined, sql, text } from '../sql/fragment.js'
import { anyOfDisjuncts, type Disjunct, isPartOperator, type Parts, partDisjuncts } from './contains-hint.js'
import { aroundTicks } from './duckdb/source.js'
import { type At, columnOf, engineType } from './scan-value.js'

type Picks = ReadonlyMap<number, ScanPick>

/** Nothing where the column is made of more than an engine column: the filter above says it all the same. */
export function printHint(hint: ScanHint, picks: Picks, rows: RowSource, at: At): Fragment[] {
  if ('any' in hint) {
    const any = alternatives(hint.any, picks, rows, at)
    return any ? [anyOfDisjuncts(any)] : []
  }
  const typed = typedHint(hint, picks, rows, at)
  if (typed.length > 0) return typed
  const parts = partHint(hint, picks, rows, at)
  // the value itself is what the filter asks
  return parts?.some(({ of }) => of === 'document') ? [anyOfDisjuncts(parts)] : []
}

/** Undefined where of one of them nothing can be said. */
function alternatives(
  any: readonly (readonly ScanHint[])[],
  picks: Picks,
  rows: RowSource,
  at: At,
): Disjunct[] | undefined {
  const all = any.map((hints) => {
    const each = hints.flatMap((hint) => {
      const found = alternative(hint, picks, rows, at)
      return found ? [found] : []
    })
    if (each.length < 2) return each[0]
    return [{ sql: joined(each.map(anyOfDisjuncts), sql` AND `), of: 'value' } as const]
  })
  return all.includes(undefined) ? undefined : all.flatMap((some) => some ?? [])
}

function alternative(hint: ScanHint, picks: Picks, rows: RowSource, at: At): Disjunct[] | undefined {
  if ('any' in hint) return alternatives(hint.any, picks, rows, at)
  const typed = typedHint(hint, picks, rows, at)
  if (typed.length > 0) return [{ sql: joined(typed, sql` AND `), of: 'value' }]
  return partHint(hint, picks, rows, at)
}

function partHint(hint: ConstantHint, picks: Picks, rows: RowSource, at: At): Disjunct[] | undefined {
  const pick = picks.get(hint.column.id)
  const parts = partsOf(hint)
  return pick && parts && partDisjuncts(pick, parts, rows, at)
}

function typedHint(hint: ConstantHint, picks: Picks, rows: RowSource, at: At): Fragment[] {
  const pick = picks.get(hint.column.id)
  const source = pick && sourceOfPick(pick, rows)
  if (!source) return []
  const texts = textsOf(hint)
  if (texts) return textHint(source, texts, at)
  const isTime = hint.column.type === 'datetime' && !pick.path
  return 'column' in source && isTime ? timeHint(source.column, hint, at) : []
}

/** What the text a value is read from must hold. */
function partsOf(hint: ConstantHint): Parts | undefined {
  const { operator } = hint
  if (isPartOperator(operator)) return { operator, parts: hint.values.map(String) }
  const texts = textsOf(hint)
  const parts = texts && plainParts(texts)
  return parts && { operator: 'contains_cs', parts }
}

/** The texts that a hint holds its column to; an empty one is what rows without a value show too. */
function textsOf({ column, operator, values }: ConstantHint): readonly string[] | undefined {
  if (column.type !== 'string' || (operator !== '==' && operator !== 'in')) return undefined
  const texts = values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []))
  return texts.length > 0 && texts.length === values.length ? texts : undefined
}

/** The engine's text columns that every row a scan is asked for holds one of a few texts in. */
export function heldTexts(
  hints: readonly ScanHint[],
  picks: Picks,
  rows: RowSource,
  at: At,
): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, readonly string[]>()
  for (const hint of hints) {
    const pick = 'any' in hint ? undefined : picks.get(hint.column.id)
    const source = pick && sourceOfPick(pick, rows)
    const texts = 'any' in hint ? undefined : textsOf(hint)
    if (texts && source && 'column' in source && engineType(at, source.column) === 'text')
      held.set(source.column, texts)
  }
  return held
}

export function textHint(source: ColumnSource, texts: readonly string[], at: At): Fragment[] {
  if ('constant' in source && typeof source.constant === 'string')
    return texts.includes(source.constant) ? [] : [sql`false`]
  if ('column' in source && engineType(at, source.column) === 'text')
    return [among(columnOf(at, source.column), texts.map(text), sql`''`)]
  if ('lookup' in source) return spelledHint(source.lookup, source.names, texts, at)
  return []
}

/**
 * The engine looks up a list of several values in its statistics alone, and reads all columns of every row that these
 * let through; an expression over the column it asks of each row first. `missing` changes no answer.
 */
export function among(column: Fragment, values: readonly Fragment[], missing: Fragment): Fragment {
  if (values.length === 0) return sql`false`
  const plain = sql`${column} IN (${values})`
  return values.length === 1 ? plain : sql`(${plain} AND coalesce(${column}, ${missing}) IN (${values}))`
}

/** Values that are spelled as one of the texts, or that have no spelling and are one of them. */
function spelledHint(
  lookup: string,
  names: Readonly<Record<string, string>>,
  texts: readonly string[],
  at: At,
): Fragment[] {
  const spelled = Object.keys(names).filter((value) => texts.includes(names[value] ?? ''))
  const values = [...new Set([...spelled, ...texts.filter((value) => !Object.hasOwn(names, value))])]
  const column = columnOf(at, lookup)
  const held = engineType(at, lookup)
  if (held === 'text') return [among(column, values.map(text), sql`''`)]
  if (held !== 'int' && held !== 'long') return []
  const numbers = values.filter((value) => /^(0|-?[1-9]\d{0,17})$/.test(value))
  return [
    among(
      column,
      numbers.map((value) => bigint(BigInt(value))),
      sql`NULL`,
    ),
  ]
}

function timeHint(name: string, { operator, values }: ConstantHint, at: At): Fragment[] {
  const [ticks] = values
  if (
    engineType(at, name) !== 'time' ||
    typeof ticks !== 'bigint' ||
    operator === 'in' ||
    isPartOperator(operator)
  )
    return []
  const column = columnOf(at, name)
  const { from, to } = aroundTicks(ticks)
  if (operator === '>=') return [sql`${column} >= ${from}`]
  if (operator === '<=') return [sql`${column} <= ${to}`]
  return [sql`${column} BETWEEN ${from} AND ${to}`]
}
