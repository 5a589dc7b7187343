/** Operators that leave the rows as they are: render, as, consume, serialize, hints. */
import { child, list, nameOf } from '../../kusto/syntax.js'
import { shareRows } from '../rows.js'
import { type LowerOperator, piped } from './entry.js'
import { extend } from './extend.js'

/** Shown by whoever runs the query. */
export const render: LowerOperator = piped((_lowering, _node, input) => input)

export const as = piped((lowering, node, input, names) => {
  const again = shareRows(lowering, nameOf(child(node, 'Name')), input, false)
  names.set(nameOf(child(node, 'Name')), { kind: 'table', rows: again, as: true })
  return again()
})

/** The query is run for its effects: nothing is given back. */
export const consume = piped((_lowering, _node, input) => ({
  ...input,
  relation: {
    kind: 'filter',
    input: input.relation,
    condition: { kind: 'literal', type: 'bool', value: false },
    columns: input.relation.columns,
  },
}))

/** Keeps the order there is; columns may be added to it. */
export const serialize: LowerOperator = (lowering, node, input, names) =>
  list(node, 'Expressions').length > 0 || !input ? extend(lowering, node, input, names) : input

export const unchanged = piped((_lowering, _node, input) => input)
