import { columnRef, type LiteralValue, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Plugin } from './entry.js'
import { filter, project } from './relations.js'

/** Rows around those that satisfy a condition, in the order the query made. */
export const rowsNear: Plugin = {
  ref: 'rows-near-plugin',
  lower: ({ input, order, args, context }) => {
    const [condition, around, behind] = args
    if (!condition || !around) return context.refuse('rows_near() takes a condition and a number of rows')
    const count = (value: LiteralValue): bigint =>
      typeof value === 'bigint' && value >= 0n && value <= 1_000_000n
        ? value
        : context.refuse('rows_near() takes a number of rows from 0 to a million')
    const before = count(around.constant())
    const after = behind ? count(behind.constant()) : before
    const column = context.column('_near', 'bool')
    const near: Relation = {
      kind: 'window',
      input,
      items: [
        {
          column,
          expr: {
            kind: 'window',
            name: '_any_near',
            // A row is near what holds up to `after` rows before it, or `before` rows behind it.
            args: [context.coerce(condition.expr(), 'bool'), literal('long', after), literal('long', before)],
            type: 'bool',
            partition: [],
            order: order ?? [],
          },
        },
      ],
      columns: [...input.columns, column],
    }
    const kept = filter(near, columnRef(column))
    return project(
      kept,
      input.columns.map((own) => ({ column: own, expr: columnRef(own) })),
    )
  },
}
