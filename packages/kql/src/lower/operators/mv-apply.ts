import { child, list, nameOf, optional, parameter } from '../../kusto/syntax.js'
import { columnRef } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { item, passing, project } from '../rows.js'
import { Names, type Rows } from '../scope.js'
import { piped } from './entry.js'
import { placed, unnest } from './mv-expand.js'
import { subquery } from './partition.js'

/**
 * For each row, the rows of a subquery over its expanded elements. The subquery sees the row's columns; of its
 * result, what the row does not have already is added to the row.
 */
export const mvApply = piped((lowering, node, input, names) => {
  const indexNode = parameter(node, 'with_itemindex')
  const limitClause = optional(node, 'RowLimitClause')
  const limit = limitClause
    ? coerce(
        lowering,
        lowering.expr(child(limitClause, 'RowLimit'), { names, columns: [] }),
        'long',
        limitClause,
      )
    : undefined
  // Inside, the row's columns get identities of their own: the subquery may drop or rename them.
  const copies = input.relation.columns.map((column) =>
    item(lowering.column(column.name, column.type), columnRef(column)),
  )
  const row: Relation = {
    kind: 'values',
    columns: copies.map((i) => i.column),
    rows: [copies.map((i) => i.expr)],
  }
  const inner: Rows = { relation: row, ...(input.open ? { open: true } : {}) }
  const { relation, expansions, index } = unnest(lowering, list(node, 'Expressions'), inner, names, {
    keepEmpty: false,
    bagArrays: true,
    ...(indexNode ? { index: nameOf(indexNode) } : {}),
    ...(limit ? { limit } : {}),
  })
  const items = placed(lowering, inner, expansions, node)
  const elements = project({ ...inner, relation }, [...items, ...(index ? [passing(index)] : [])])
  const own = new Names(names)
  const applied = subquery(lowering, child(child(node, 'Subquery'), 'Expression'), elements, own)
  // A column of the row that the subquery only passes on is the row's.
  const replaced = new Set(expansions.flatMap((found) => (found.replaces ? [found.name] : [])))
  const kept = input.relation.columns.filter((column) => !replaced.has(column.name))
  const taken = new Set(kept.map((column) => column.name))
  const added = applied.relation.columns.filter((column) => !taken.has(column.name))
  const joined: Relation = {
    kind: 'apply',
    input: input.relation,
    applied: applied.relation,
    columns: [...input.relation.columns, ...applied.relation.columns],
  }
  const byName = new Map(applied.relation.columns.map((column) => [column.name, column]))
  const inPlace = input.relation.columns.flatMap((column) => {
    const result = replaced.has(column.name) ? byName.get(column.name) : column
    return result ? [passing(result)] : []
  })
  const behind = added.filter((column) => !replaced.has(column.name)).map(passing)
  return project({ ...input, relation: joined }, [...inPlace, ...behind])
})
