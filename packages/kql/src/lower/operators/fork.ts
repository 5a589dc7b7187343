/** Operators that end a query in several results: fork, facet. */

import { aggregate } from '../../functions/aggregate/entry.js'
import { child, elements, kindOf, list, type Node, nameOf, optional } from '../../kusto/syntax.js'
import { columnRef } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { item, shareRows } from '../rows.js'
import { type Lowering, Names, type Rows, refuse } from '../scope.js'
import { subquery } from './partition.js'

export type Split = (lowering: Lowering, node: Node, input: Rows, names: Names) => Rows[]

/** Each branch is a pipe over the same rows. */
const fork: Split = (lowering, node, input, names) => {
  const shared = shareRows(lowering, 'forked', input, true)
  return elements(child(node, 'Expressions')).map((branch) =>
    subquery(lowering, child(branch, 'Expression'), shared(), new Names(names)),
  )
}

/** How often each value of each column occurs; then the rows of the `with` pipe. */
const facet: Split = (lowering, node, input, names) => {
  const shared = shareRows(lowering, 'faceted', input, true)
  const counted = list(node, 'Expressions').map((named): Rows => {
    const rows = shared()
    const by =
      rows.relation.columns.find((column) => column.name === nameOf(named)) ??
      refuse(named, 'KQL202', `there is no column ${nameOf(named)} here`)
    const key = item(lowering.column(by.name, by.type), columnRef(by))
    const count = item(lowering.column('count_', 'long'), aggregate('count', 'long', []))
    const relation: Relation = {
      kind: 'aggregate',
      input: rows.relation,
      keys: [key],
      aggregates: [count],
      columns: [key.column, count.column],
    }
    return { relation }
  })
  const clause = optional(node, 'WithClause')
  if (!clause) return counted
  const own = new Names(names)
  const pipe = child(clause, kindOf(clause) === 'FacetWithOperatorClause' ? 'Operator' : 'Expression')
  return [...counted, subquery(lowering, pipe, shared(), own)]
}

export const splits: Readonly<Record<string, Split>> = { FacetOperator: facet, ForkOperator: fork }
