/** sample, sample-distinct and top-hitters. */
import { child, kindOf, type Node, nameOf, optional, resultName } from '../../kusto/syntax.js'
import { columnRef, type Expr } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { namedValues } from '../items.js'
import { item } from '../rows.js'
import { frameOf, type Lowering, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'
import { limitRows, sortRows } from './sort.js'

const countOf = (lowering: Lowering, node: Node, names: Parameters<Lowering['table']>[1]): Expr =>
  coerce(lowering, lowering.expr(child(node, 'Expression'), { names, columns: [] }), 'long', node)

/** Which rows is not promised: the first ones will do, and are the same each time. */
export const sample = piped((lowering, node, input, names) =>
  limitRows(input, countOf(lowering, node, names)),
)

export const sampleDistinct = piped((lowering, node, input, names) => {
  const count = countOf(lowering, node, names)
  const [value] = namedValues(lowering, child(node, 'OfExpression'), frameOf(input, names))
  if (!value) return refuse(node, 'KQL200', 'sample-distinct needs a column')
  const key = item(lowering.column(value.name || 'Column1', value.expr.type), value.expr)
  const relation: Relation = {
    kind: 'aggregate',
    input: input.relation,
    keys: [key],
    aggregates: [],
    columns: [key.column],
  }
  return limitRows(
    sortRows({ relation }, [{ expr: columnRef(key.column), descending: false, nullsFirst: true }]),
    count,
  )
})

/** Exact, where Kusto approximates. */
export const topHitters = piped((lowering, node, input, names) => {
  const frame = frameOf(input, names)
  const count = countOf(lowering, node, names)
  const [value] = namedValues(lowering, child(node, 'OfExpression'), frame)
  if (!value) return refuse(node, 'KQL200', 'top-hitters needs a column')
  const clause = optional(node, 'ByClause')
  const byNode = clause ? child(clause, 'Expression') : undefined
  const by = byNode ? lowering.expr(byNode, frame) : undefined
  const key = item(lowering.column(value.name || 'Column1', value.expr.type), value.expr)
  const byName = byNode
    ? kindOf(byNode) === 'NameReference'
      ? nameOf(byNode)
      : resultName(byNode)
    : value.name
  const name = by ? `approximate_sum_${byName}` : `approximate_count_${value.name}`
  const sum: Expr = by
    ? { kind: 'aggregate', name: 'sum', args: [by], type: by.type === 'int' ? 'long' : by.type }
    : { kind: 'aggregate', name: 'count', args: [], type: 'long' }
  const total = item(lowering.column(name, sum.type), sum)
  const rows: Rows = {
    relation: {
      kind: 'aggregate',
      input: input.relation,
      keys: [key],
      aggregates: [total],
      columns: [key.column, total.column],
    },
  }
  return limitRows(
    sortRows(rows, [{ expr: columnRef(total.column), descending: true, nullsFirst: false }]),
    count,
  )
})
