/**
 * Which tables hold rows. Hundreds of tables may be kept in one relation, told apart by a column: which of them are
 * there is asked of the data once, as a leg for each would cost a query that goes through all tables minutes.
 */
import { columnRef } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import type { TableSource } from '../schema.js'
import type { Lowering } from './scope.js'

const MANY = 8

export function filledTables(lowering: Lowering): readonly TableSource[] {
  const tables = lowering.services.allTables().filter((table) => table.rows.length > 0 && !table.apart)
  const kept = tables.map((table) => ({ table, place: placeOf(table) }))
  const there = new Map<string, ReadonlySet<unknown>>()
  for (const { place } of kept) {
    if (!place || there.has(place.key)) continue
    const many = kept.filter((other) => other.place?.key === place.key).length >= MANY
    there.set(place.key, many ? valuesAt(lowering, place) : new Set(place.values))
  }
  return kept
    .filter(({ place }) => !place || place.values.some((value) => there.get(place.key)?.has(value)))
    .map(({ table }) => table)
}

interface Place {
  readonly key: string
  readonly relation: string
  readonly column: string
  readonly values: readonly (string | number)[]
}

/** Where the rows are, of a table that is told by one column from others beside it. */
function placeOf({ rows }: TableSource): Place | undefined {
  const [source, second] = rows
  const [condition, further] = source?.where ?? []
  if (!source || second || !condition || further || !('in' in condition)) return undefined
  if (!condition.in.every((value) => typeof value === 'string')) return undefined
  const { relation } = source
  return {
    key: JSON.stringify([relation, condition.column]),
    relation,
    column: condition.column,
    values: condition.in,
  }
}

function valuesAt(lowering: Lowering, { relation, column }: Place): ReadonlySet<unknown> {
  const read = lowering.column('value', 'string')
  const table: TableSource = {
    name: relation,
    columns: [{ name: 'value', type: 'string' }],
    rows: [{ relation, columns: { value: { column } } }],
  }
  const scan: Relation = { kind: 'scan', table, columns: [read], picks: [{ column: read, source: 'value' }] }
  const key = lowering.column('value', 'string')
  const keys = [{ column: key, expr: columnRef(read) }]
  const found = lowering.services.probe({
    kind: 'aggregate',
    input: scan,
    keys,
    aggregates: [],
    columns: [key],
  })
  return new Set(found.map(([value]) => value))
}
