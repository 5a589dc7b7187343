import type { Expr } from '../../plan/expr.js'
import { literalValue } from '../../plan/expr.js'
import { empty, type Fragment, integer, sql } from '../../sql/fragment.js'
import type { WindowFunction, WindowFunctions, WindowSite } from './entry.js'

/** All rows from the first of the partition to this one. */
const sofar = (site: WindowSite): Fragment =>
  sql`(${site.over} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`

/** The window of rows that share the value, besides the partition. */
function alike(value: Fragment, site: WindowSite): Fragment {
  const order = site.order.text === '' ? empty : sql` ORDER BY ${site.order}`
  return sql`(PARTITION BY ${[...site.partition, value]}${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
}

const typeOf = ([x]: readonly Expr[]) => x?.type ?? 'string'

/** A row some places away, the default where there is none. */
const shifted = (name: 'lag' | 'lead', ref: string): WindowFunction => ({
  args: ['any'],
  optional: ['long', 'any'],
  returns: typeOf,
  nulls: 'own',
  sql: {
    duckdb: ([x = empty, offset, otherwise], site) => {
      const value = literalValue(site.args[1])
      const places = typeof value === 'bigint' ? integer(Number(value)) : (offset ?? integer(1))
      const call = name === 'lag' ? sql`lag` : sql`lead`
      return otherwise
        ? sql`${call}(${x}, ${places}, ${otherwise}) OVER (${site.over})`
        : sql`${call}(${x}, ${places}) OVER (${site.over})`
    },
  },
  ref,
})

/** Equal values stand together in sorted rows: the number of different ones so far is the dense rank. */
const denseRank: WindowFunction = {
  args: ['any'],
  optional: ['bool'],
  returns: 'long',
  nulls: 'never',
  restart: 1,
  sql: { duckdb: ([x = empty], site) => sql`count(DISTINCT struct_pack(v := ${x})) OVER ${sofar(site)}` },
  ref: 'row-rank-dense-function',
}

export const windowRows: WindowFunctions = {
  prev: shifted('lag', 'prev-function'),
  next: shifted('lead', 'next-function'),
  row_number: {
    args: [],
    optional: ['long', 'bool'],
    returns: 'long',
    nulls: 'never',
    restart: 1,
    sql: { duckdb: ([start], site) => sql`(row_number() OVER (${site.over}) + ${start ?? sql`1`} - 1)` },
    ref: 'row-number-function',
  },
  row_cumsum: {
    args: ['number'],
    optional: ['bool'],
    returns: ([x]) => (x?.type === 'int' ? 'long' : (x?.type ?? 'long')),
    nulls: 'own',
    restart: 1,
    sql: {
      duckdb: ([x = empty], site) => {
        const total = sql`coalesce(sum(${x}) OVER ${sofar(site)}, 0)`
        return site.type === 'real' || site.type === 'decimal' ? total : sql`(${total})::BIGINT`
      },
    },
    ref: 'row-cumsum-function',
  },
  /** How often a window function has been restarted so far: the partition that its `restart` argument makes. */
  _restarts: {
    args: ['bool'],
    returns: 'long',
    nulls: 'never',
    sql: {
      duckdb: ([again = empty], site) =>
        sql`coalesce(sum(CASE WHEN ${again} THEN 1 ELSE 0 END) OVER ${sofar(site)}, 0)::BIGINT`,
    },
    ref: 'row-number-function',
  },
  row_rank_dense: denseRank,
  row_rank: denseRank,
  /** The place of the first row of equal values: this row's, less the equal ones before it. */
  row_rank_min: {
    args: ['any'],
    optional: ['bool'],
    returns: 'long',
    nulls: 'never',
    restart: 1,
    sql: {
      duckdb: ([x = empty], site) =>
        sql`(row_number() OVER (${site.over}) - count(*) OVER ${alike(x, site)} + 1)`,
    },
    ref: 'row-rank-min-function',
  },
  row_window_session: {
    args: ['datetime', 'timespan', 'timespan'],
    optional: ['bool'],
    returns: 'datetime',
    nulls: 'own',
    restart: 3,
    whole: '_row_window_session',
    ref: 'row-window-session-function',
  },
}
