import { child, kindOf, type Node, nameOf } from '../../kusto/syntax.js'
import { type Column, columnRef } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { filter, item, passing, project, shareRows } from '../rows.js'
import { type Lowering, Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'

/** For each value of a column, a subquery over the rows that have it; the results put together. */
export const partition = piped((lowering, node, input, names) => {
  const name = nameOf(child(node, 'ByExpression'))
  const shared = shareRows(lowering, 'partitioned', input, true)
  const keyed = shared()
  const by =
    keyed.relation.columns.find((column) => column.name === name) ??
    refuse(node, 'KQL202', `there is no column ${name} here`)
  const key = item(lowering.column('_partition', by.type), columnRef(by))
  const keys: Relation = {
    kind: 'aggregate',
    input: keyed.relation,
    keys: [key],
    aggregates: [],
    columns: [key.column],
  }
  const rows = shared()
  const column = rows.relation.columns.find((c) => c.name === name) ?? by
  const part = filter(rows, {
    kind: 'call',
    name: '_same',
    args: [columnRef(column), columnRef(key.column)],
    type: 'bool',
  })
  const operand = child(node, 'Operand')
  const steps = kindOf(operand) === 'PartitionSubquery' ? pipeOf(child(operand, 'Subquery')) : []
  if (steps.some((step) => kindOf(step) === 'ScanOperator'))
    return within(lowering, steps, shared(), { name, node }, new Names(names))
  // In parentheses the rows are piped in; in braces stands a query of its own, run for each value.
  const own = new Names(names)
  const applied =
    kindOf(operand) === 'PartitionSubquery'
      ? subquery(lowering, child(operand, 'Subquery'), part, own)
      : lowering.table(child(operand, 'Query'), scopedTo(own, name, key.column))
  const relation: Relation = {
    kind: 'apply',
    input: keys,
    applied: applied.relation,
    columns: [key.column, ...applied.relation.columns],
  }
  return project({ relation }, applied.relation.columns.map(passing))
})

/** Operators that look at one row, or at the rows in their order: they need not run for each value apart. */
const rowByRow =
  /^(As|Extend|Filter|MvExpand|Parse|ParseKv|ParseWhere|Project|ProjectAway|ProjectKeep|ProjectRename|ProjectReorder|Scan|Serialize|Sort)Operator$/

const pipeOf = (node: Node): Node[] =>
  kindOf(node) === 'PipeExpression' ? [...pipeOf(child(node, 'Expression')), child(node, 'Operator')] : [node]

/** All parts at once: rows carry the value along, and what counts rows counts them within it. */
function within(
  lowering: Lowering,
  steps: readonly Node[],
  input: Rows,
  by: { readonly name: string; readonly node: Node },
  names: Names,
): Rows {
  const column =
    input.relation.columns.find((c) => c.name === by.name) ??
    refuse(by.node, 'KQL202', `there is no column ${by.name} here`)
  const key = item(lowering.column('$partition', column.type), columnRef(column))
  let rows: Rows = {
    ...project(input, [...input.relation.columns.map(passing), key]),
    partition: [key.column],
  }
  for (const step of steps) {
    if (!rowByRow.test(kindOf(step)))
      return refuse(step, 'KQL300', 'this operator is not supported beside scan in a partition')
    const next = lowering.operator(step, rows, names)
    const hidden = next.partition ?? rows.partition
    if (!hidden?.every((c) => next.relation.columns.includes(c)))
      return refuse(step, 'KQL300', 'this operator is not supported beside scan in a partition')
    rows = { ...next, partition: hidden }
  }
  const { partition, ...rest } = rows
  return project(rest, rows.relation.columns.filter((c) => !partition?.includes(c)).map(passing))
}

/** The query in braces reads the value as `toscalar` of the column's name. */
const scopedTo = (names: Names, name: string, key: Column): Names => {
  names.set(name, { kind: 'scalar', expr: columnRef(key) })
  return names
}

/** A pipe whose first operator has no source of its own is given one. */
export function subquery(lowering: Lowering, node: Node, source: Rows, names: Names): Rows {
  if (kindOf(node) === 'PipeExpression')
    return lowering.operator(
      child(node, 'Operator'),
      subquery(lowering, child(node, 'Expression'), source, names),
      names,
    )
  return lowering.operator(node, source, names)
}
