/** Reading the engine's relations as rows of a KQL table: each column from where its table says it comes. */
import type { Scan, ScanPick } from '../plan/relation.js'
import type { ColumnSource, Condition, EngineColumnType, KustoType, RowSource } from '../schema.js'
import {
  bigint,
  boolean,
  double,
  empty,
  type Fragment,
  identifier,
  joined,
  sql,
  text,
} from '../sql/fragment.js'
import type { Printing } from './context.js'
import { outputs } from './context.js'
import { fromColumn, fromJson, jsonAt } from './duckdb/source.js'
import { missing } from './duckdb/type.js'

interface At {
  readonly printing: Printing
  readonly alias: Fragment
  readonly relation: string
}

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
  const where = source.where?.length
    ? sql` WHERE ${joined(
        source.where.map((c) => printCondition(c, at)),
        sql` AND `,
      )}`
    : empty
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

function printPick(pick: ScanPick, source: RowSource, at: At): Fragment {
  const found = source.columns[pick.source]
  if (!found) return missing(pick.column.type)
  const value = printSource(found, pick.column.type, at)
  return pick.column.type === 'string' ? sql`coalesce(${value}, '')` : value
}

const documentOf = (at: At): Fragment => {
  const columns = at.printing.document.columns.map((name) => sql`${at.alias}.${identifier(name)}`)
  return columns.length === 1 ? (columns[0] ?? empty) : sql`coalesce(${columns})`
}

const engineType = (at: At, column: string): EngineColumnType =>
  at.printing.relations[at.relation]?.[column] ?? 'text'

/** The value of a source as a KQL type; NULL where there is none. */
function printSource(source: ColumnSource, type: KustoType, at: At): Fragment {
  const { natives } = at.printing
  if ('column' in source)
    return fromColumn(
      sql`${at.alias}.${identifier(source.column)}`,
      engineType(at, source.column),
      type,
      natives,
    )
  if ('path' in source) return fromJson(jsonAt(documentOf(at), source.path), type, natives)
  if ('document' in source) return fromJson(sql`(${documentOf(at)})::JSON`, type, natives)
  if ('constant' in source) {
    const { constant } = source
    if (typeof constant === 'string') return fromColumn(text(constant), 'text', type, natives)
    if (typeof constant === 'boolean') return fromColumn(boolean(constant), 'bool', type, natives)
    return Number.isSafeInteger(constant)
      ? fromColumn(bigint(constant), 'long', type, natives)
      : fromColumn(double(constant), 'real', type, natives)
  }
  if ('lookup' in source) {
    const raw = sql`(${at.alias}.${identifier(source.lookup)})::VARCHAR`
    const rows = Object.entries(source.names).map(([from, to]) => sql`WHEN ${text(from)} THEN ${text(to)}`)
    const spelled = rows.length === 0 ? raw : sql`CASE ${raw} ${joined(rows, sql` `)} ELSE ${raw} END`
    return fromColumn(spelled, 'text', type, natives)
  }
  if ('first' in source) {
    const values = source.first.map((inner) => {
      const value = printSource(inner, type, at)
      return type === 'string' ? sql`nullif(${value}, '')` : value
    })
    return values.length === 0 ? missing(type) : sql`coalesce(${values})`
  }
  const pairs = Object.entries(source.bag).flatMap(([key, inner]) => [
    text(key),
    printSource(inner, 'dynamic', at),
  ])
  return fromColumn(sql`json_object(${pairs})`, 'json', type, natives)
}
