import { child, kindOf, list, type Node, optional, textOf } from '../../kusto/syntax.js'
import { columnRef, type Expr, type SortKey } from '../../plan/expr.js'
import { coerce } from '../call.js'
import { keepOrder, passing, project } from '../rows.js'
import { type Frame, frameOf, type Lowering, type Names, type Rows } from '../scope.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'

/** Descending unless it says `asc`; nulls come last when descending, first when ascending. */
export function sortKey(lowering: Lowering, node: Node, frame: Frame): SortKey {
  const ordered = kindOf(node) === 'OrderedExpression'
  const ordering = ordered ? textOf(child(node, 'Ordering')).toLowerCase() : ''
  const descending = !/\basc\b/.test(ordering)
  const nulls = /nulls\s+(first|last)/.exec(ordering)?.[1]
  const value = lowering.expr(ordered ? child(node, 'Expression') : node, frame)
  return {
    expr: sortable(lowering, value, node),
    descending,
    nullsFirst: nulls ? nulls === 'first' : !descending,
  }
}

const sortable = (lowering: Lowering, expr: Expr, node: Node): Expr =>
  expr.type === 'dynamic' ? coerce(lowering, expr, 'string', node) : expr

export function sortRows(input: Rows, keys: readonly SortKey[]): Rows {
  const { order: _before, ...rest } = input
  return {
    ...rest,
    relation: { kind: 'sort', input: input.relation, keys, columns: input.relation.columns },
    ...keepOrder(keys, input.relation.columns),
  }
}

export const limitRows = (input: Rows, count: Expr): Rows => ({
  ...input,
  relation: { kind: 'limit', input: input.relation, count, columns: input.relation.columns },
})

function sorted(lowering: Lowering, nodes: readonly Node[], input: Rows, names: Names): Rows {
  const { rows, value: keys } = withWindows(lowering, input, names, (frame) =>
    nodes.map((node) => sortKey(lowering, node, frame)),
  )
  const out = sortRows(rows, keys)
  return rows === input ? out : project(out, input.relation.columns.map(passing))
}

export const sort = piped((lowering, node, input, names) =>
  sorted(lowering, list(node, 'Expressions'), input, names),
)

export const top = piped((lowering, node, input, names) => {
  const count = coerce(
    lowering,
    lowering.expr(child(node, 'Expression'), frameOf(input, names)),
    'long',
    node,
  )
  return limitRows(sorted(lowering, [child(node, 'ByExpression')], input, names), count)
})

export const take = piped((lowering, node, input, names) => {
  const count = coerce(
    lowering,
    lowering.expr(child(node, 'Expression'), frameOf(input, names)),
    'long',
    node,
  )
  return limitRows(input, count)
})

/** Rows are in order already; columns may be added. */
export const orderOf = (column: Parameters<typeof columnRef>[0], descending: boolean): SortKey => ({
  expr: columnRef(column),
  descending,
  nullsFirst: !descending,
})

export const hasBy = (node: Node): boolean => optional(node, 'ByExpression') !== undefined
