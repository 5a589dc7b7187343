/**
 * A text column that only groups rows is grouped by as it is stored. KQL has no text without a value, and giving each
 * row an empty one takes from the engine what it knows of a column's few values; the groups are given theirs instead.
 */
import { type Column, columnRef, type Expr } from '../plan/expr.js'
import type { Aggregate, Item, Relation, Scan } from '../plan/relation.js'
import { columnsIn } from '../plan/walk.js'
import { highestId } from './column-ids.js'
import { rewritten } from './map-plan.js'
import { changeScan } from './trace-to-scan.js'

export function groupFound(root: Relation): Relation {
  let last = highestId(root)
  const fresh = (column: Column): Column => ({ ...column, id: ++last })
  return rewritten(root, (relation) =>
    relation.kind === 'aggregate' ? groupedAsFound(relation, fresh) : relation,
  )
}

function groupedAsFound(relation: Aggregate, fresh: (column: Column) => Column): Relation {
  let { input } = relation
  const keys = relation.keys.map((key) => {
    if (key.expr.kind !== 'column' || key.expr.type !== 'string') return key
    const others = [...relation.keys, ...relation.aggregates].filter((item) => item !== key)
    const found = others.some(({ expr }) => reads(expr, key.expr))
      ? undefined
      : changeScan(input, key.expr.column.id, markedScan)
    if (!found) return key
    input = found
    return { ...key, column: fresh(key.column) }
  })
  if (input === relation.input) return relation
  const columns = [...keys, ...relation.aggregates].map(({ column }) => column)
  const items = relation.columns.map((column): Item => {
    const at = relation.keys.findIndex((key) => key.column.id === column.id)
    const stored = keys[at]?.column
    if (!stored || stored.id === column.id) return { column, expr: columnRef(column) }
    return { column, expr: { kind: 'call', name: '_or_empty', args: [columnRef(stored)], type: 'string' } }
  })
  return { kind: 'project', input: { ...relation, input, keys, columns }, items, columns: relation.columns }
}

const reads = (expr: Expr, column: Expr): boolean =>
  column.kind === 'column' && columnsIn(expr).some(({ id }) => id === column.column.id)

const markedScan = (scan: Scan, id: number): Scan | undefined =>
  scan.picks.some(({ column }) => column.id === id)
    ? { ...scan, grouping: [...(scan.grouping ?? []), id] }
    : undefined
