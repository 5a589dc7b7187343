/** Reading the engine's relations as rows of a KQL table: each column from where its table says it comes. */
import type { Scan } from '../plan/relation.js'
import type { Condition, RowSource, Slice } from '../schema.js'
import {
  bigint,
  boolean,
  distinct,
  empty,
  type Fragment,
  identifier,
  joined,
  sql,
  text,
} from '../sql/fragment.js'
import type { Printing } from './context.js'
import { outputs } from './context.js'
import { missing } from './duckdb/type.js'
import { among, heldTexts, printHint } from './scan-hint.js'
import { mergedRows } from './scan-rows.js'
import { type At, columnOf, isNullForNone, NotInSlice, noElements, printPick } from './scan-value.js'
import { fixedTexts, printWhere } from './scan-where.js'

export function printScan(scan: Scan, printing: Printing): Fragment {
  const read = scan.picks.map((pick) => pick.source)
  const sources = mergedRows(scan.table.rows, read)
  const stored = storedTexts(scan, sources, printing)
  const legs = sources.flatMap((source) => printLegs(scan, source, printing, stored))
  if (legs.length === 0) {
    const picks = picksOf(scan)
    const columns = outputs(scan.columns, (column) =>
      picks.get(column.id)?.elements ? noElements : missing(column.type),
    )
    return sql`SELECT ${columns.length > 0 ? columns : [sql`1 AS "Column"`]} WHERE false`
  }
  return joined(legs, sql` UNION ALL `)
}

/** Of the columns that only group, those that are NULL instead of empty wherever the rows come from. */
function storedTexts(scan: Scan, sources: readonly RowSource[], printing: Printing): ReadonlySet<number> {
  const picks = picksOf(scan)
  return new Set(
    (scan.grouping ?? []).filter((id) => {
      const pick = picks.get(id)
      return pick !== undefined && sources.every((rows) => isNullForNone(pick, rows, printing))
    }),
  )
}

/** From a slice what it holds of the rows that are asked for, and only the others from the relation itself. */
function printLegs(
  scan: Scan,
  source: RowSource,
  printing: Printing,
  stored: ReadonlySet<number>,
): readonly Fragment[] {
  const relation: At = { printing, alias: printing.alias(), relation: source.relation, stored }
  const legs: Fragment[] = []
  let left: { readonly column: string; readonly texts: readonly string[] } | undefined
  for (const slice of printing.slices) {
    // Slices by another column could hold the same rows again.
    if (left && left.column !== slice.column) continue
    const asked = left?.texts ?? askedOf(slice, scan, source, relation)
    const others = asked.filter((value) => !slice.texts.includes(value))
    const leg = others.length < asked.length ? printHeld(slice, scan, source, relation) : undefined
    if (!leg) continue
    legs.push(leg)
    if (others.length === 0) return legs
    left = { column: slice.column, texts: others }
  }
  const rest = left ? [among(columnOf(relation, left.column), left.texts.map(text), sql`''`)] : []
  return [...legs, printFrom(source.relation, scan, source, relation, rest)]
}

/** Undefined where the slice has not all that is asked for. */
function printHeld(slice: Slice, scan: Scan, source: RowSource, relation: At): Fragment | undefined {
  const at = { ...relation, slice }
  try {
    return printFrom(slice.name, scan, source, at)
  } catch (error) {
    if (!(error instanceof NotInSlice)) throw error
    return undefined
  }
}

const picksOf = (scan: Scan) => new Map(scan.picks.map((pick) => [pick.column.id, pick]))

/** The texts that all rows asked for have in the column a slice goes by; none where nothing holds them to some. */
function askedOf({ of, column }: Slice, scan: Scan, source: RowSource, at: At): readonly string[] {
  if (of !== source.relation) return []
  const own = (source.where ?? []).flatMap((condition) =>
    condition.column === column && 'in' in condition ? [condition.in.map(String)] : [],
  )
  const hinted = heldTexts(scan.hints ?? [], picksOf(scan), source, at).get(column)
  const [fewest = []] = [...own, ...(hinted ? [hinted] : [])].sort((a, b) => a.length - b.length)
  return fewest
}

function printFrom(
  relation: string,
  scan: Scan,
  source: RowSource,
  at: At,
  more: readonly Fragment[] = [],
): Fragment {
  const picks = picksOf(scan)
  const fixed = fixedTexts(scan)
  const columns = outputs(scan.columns, (column) => {
    const only = fixed.get(column.id)
    if (only !== undefined) return text(only)
    const pick = picks.get(column.id)
    return pick ? printPick(pick, source, at) : missing(column.type)
  })
  const conditions = distinct([
    ...(source.where ?? []).map((condition) => printCondition(condition, at)),
    ...(scan.hints ?? []).flatMap((hint) => printHint(hint, picks, source, at)),
    ...printWhere(scan, picks, source, at),
    ...more,
  ])
  const where = conditions.length > 0 ? sql` WHERE ${joined(conditions, sql` AND `)}` : empty
  const listed = columns.length > 0 ? columns : [sql`1 AS "Column"`]
  return sql`SELECT ${listed} FROM ${identifier(relation)} AS ${at.alias}${where}`
}

function printCondition(condition: Condition, at: At): Fragment {
  const column = columnOf(at, condition.column)
  const values = ('in' in condition ? condition.in : condition.notIn).map((value) =>
    typeof value === 'number' ? bigint(value) : text(value),
  )
  if (values.length === 0) return boolean(!('in' in condition))
  return 'in' in condition
    ? sql`${column} IN (${values})`
    : sql`(${column} IS NULL OR ${column} NOT IN (${values}))`
}
