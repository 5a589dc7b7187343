/** Windows that only the compiler makes. */
import { literalValue } from '../../plan/expr.js'
import { integer, sql } from '../../sql/fragment.js'
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
  /** Whether a condition holds in a row that many places before or behind this one. */
  _any_near: {
    args: ['bool', 'long', 'long'],
    returns: 'bool',
    nulls: 'never',
    sql: {
      duckdb: ([holds], site) => {
        const [back, ahead] = [site.args[1], site.args[2]].map((arg) =>
          integer(Number(literalValue(arg) ?? 0n)),
        )
        return sql`coalesce(bool_or(${holds}) OVER (${site.over} ROWS BETWEEN ${back} PRECEDING AND ${ahead} FOLLOWING), false)`
      },
    },
    ref: 'rows-near-plugin',
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
