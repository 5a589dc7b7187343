/** Windows that only the compiler makes. */
import { sql } from '../../sql/fragment.js'
import type { WindowFunctions } from './entry.js'

export const internalWindows: WindowFunctions = {
  /** The row's place in the order. */
  _place: {
    args: [],
    returns: 'long',
    nulls: 'never',
    sql: { duckdb: (_args, site) => sql`row_number() OVER (${site.over})` },
    ref: 'serialize-operator',
  },
  /** How many rows so far began a new stretch. */
  _restarts: {
    args: ['bool'],
    returns: 'long',
    nulls: 'never',
    sql: {
      duckdb: ([restart], site) =>
        sql`sum(CASE WHEN ${restart} THEN 1 ELSE 0 END) OVER (${site.over} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
    },
    ref: 'row-number-function',
  },
}
