/** Reading the engine's relations as rows of a KQL table: each column from where its table says it comes. */
import type { Scan } from '../plan/relation.js'
import type { Condition, RowSource, Slice } from '../schema.js'
import { bigint, boolean, empty, type Fragment, identifier, joined, sql, text } from '../sql/fragment.js'
import type { Printing } from './context.js'
import { outputs } from './context.js'
import { missing } from './duckdb/type.js'
import { distinct, heldTexts, printHint } from './scan-hint.js'
import { mergedRows } from './scan-rows.js'
import { type At, columnOf, NotInSlice, printPick } from './scan-value.js'
import { fixedTexts, printWhere } from './scan-where.js'

export function printScan(scan: Scan, printing: Printing): Fragment {
  const read = scan.picks.map((pick) => pick.source)
  const legs = mergedRows(scan.table.rows, read).map((source) => printLeg(scan, source, printing))
  if (legs.length === 0) {
    const columns = outputs(scan.columns, (column) => missing(column.type))
    return sql`SELECT ${columns.length > 0 ? columns : [sql`1 AS "Column"`]} WHERE false`
  }
  return joined(legs, sql` UNION ALL `)
}

function printLeg(scan: Scan, source: RowSource, printing: Printing): Fragment {
  const relation: At = { printing, alias: printing.alias(), relation: source.relation }
  for (const slice of printing.slices) {
    if (!holdsRows(slice, scan, source, relation)) continue
    try {
      return printFrom(slice.name, scan, source, { ...relation, slice })
    } catch (error) {
      if (!(error instanceof NotInSlice)) throw error
    }
  }
  return printFrom(source.relation, scan, source, relation)
}

const picksOf = (scan: Scan) => new Map(scan.picks.map((pick) => [pick.column.id, pick]))

/** True where the scan asks for no row that the slice has not. */
function holdsRows({ of, column, texts: kept }: Slice, scan: Scan, source: RowSource, at: At): boolean {
  if (of !== source.relation) return false
  const own = (source.where ?? []).flatMap((condition) =>
    condition.column === column && 'in' in condition ? [condition.in] : [],
  )
  const hinted = heldTexts(scan.hints ?? [], picksOf(scan), source, at).get(column)
  return [...own, ...(hinted ? [hinted] : [])].some((texts) =>
    texts.every((value) => kept.some((text) => text === value)),
  )
}

function printFrom(relation: string, scan: Scan, source: RowSource, at: At): Fragment {
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
