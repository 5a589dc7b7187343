/** Reading the engine's relations as rows of a KQL table: each column from where its table says it comes. */
import type { Scan, ScanHint, ScanPick } from '../plan/relation.js'
import type { Condition, RowSource } from '../schema.js'
import { bigint, boolean, empty, type Fragment, identifier, joined, sql, text } from '../sql/fragment.js'
import type { Printing } from './context.js'
import { outputs } from './context.js'
import { aroundTicks } from './duckdb/source.js'
import { missing } from './duckdb/type.js'
import { type At, engineType, printPick } from './scan-value.js'

export function printScan(scan: Scan, printing: Printing): Fragment {
  const legs = scan.table.rows.map((source) => printLeg(scan, source, printing))
  if (legs.length === 0) {
    const columns = outputs(scan.columns, (column) => missing(column.type))
    return sql`SELECT ${columns.length > 0 ? columns : [sql`1 AS "Column"`]} WHERE false`
  }
  return joined(legs, sql` UNION ALL `)
}

function printLeg(scan: Scan, source: RowSource, printing: Printing): Fragment {
  const alias = printing.alias()
  const at: At = { printing, alias, relation: source.relation }
  const picks = new Map(scan.picks.map((pick) => [pick.column.id, pick]))
  const columns = outputs(scan.columns, (column) => {
    const pick = picks.get(column.id)
    return pick ? printPick(pick, source, at) : missing(column.type)
  })
  const conditions = [
    ...(source.where ?? []).map((condition) => printCondition(condition, at)),
    ...(scan.hints ?? []).flatMap((hint) => printHint(hint, picks.get(hint.column.id), source, at)),
  ]
  const where = conditions.length > 0 ? sql` WHERE ${joined(conditions, sql` AND `)}` : empty
  const listed = columns.length > 0 ? columns : [sql`1 AS "Column"`]
  return sql`SELECT ${listed} FROM ${identifier(source.relation)} AS ${alias}${where}`
}

function printCondition(condition: Condition, at: At): Fragment {
  const column = sql`${at.alias}.${identifier(condition.column)}`
  const values = ('in' in condition ? condition.in : condition.notIn).map((value) =>
    typeof value === 'number' ? bigint(value) : text(value),
  )
  if (values.length === 0) return boolean(!('in' in condition))
  return 'in' in condition
    ? sql`${column} IN (${values})`
    : sql`(${column} IS NULL OR ${column} NOT IN (${values}))`
}

/** A constant beside the engine's own column; nothing where the column is made of more than that. */
function printHint(hint: ScanHint, pick: ScanPick | undefined, source: RowSource, at: At): Fragment[] {
  const from = pick && source.columns[pick.source]
  if (!from || !('column' in from)) return []
  const column = sql`${at.alias}.${identifier(from.column)}`
  const held = engineType(at, from.column)
  const texts = hint.values.flatMap((value) =>
    typeof value === 'string' && value !== '' ? [text(value)] : [],
  )
  if (held === 'text' && hint.column.type === 'string' && texts.length === hint.values.length) {
    if (hint.operator === '==' || hint.operator === 'in') return [sql`${column} IN (${texts})`]
    return []
  }
  const [ticks] = hint.values
  if (held === 'time' && hint.column.type === 'datetime' && typeof ticks === 'bigint') {
    const { from: low, to: high } = aroundTicks(ticks)
    if (hint.operator === '>=') return [sql`${column} >= ${low}`]
    if (hint.operator === '<=') return [sql`${column} <= ${high}`]
    return [sql`${column} BETWEEN ${low} AND ${high}`]
  }
  return []
}
