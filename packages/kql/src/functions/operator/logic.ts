import { empty, sql } from '../../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from '../entry.js'

const binary = (word: 'AND' | 'OR'): ScalarFunction => ({
  args: ['bool', 'bool'],
  returns: 'bool',
  nulls: 'own',
  sql: { duckdb: ([a = empty, b = empty]) => (word === 'AND' ? sql`(${a} AND ${b})` : sql`(${a} OR ${b})`) },
  ref: 'logical-operators',
})

/** Three-valued: `null and false` is false, `null or true` is true, as in Kusto and SQL alike. */
export const logicFunctions: ScalarFunctions = {
  and: binary('AND'),
  or: binary('OR'),
  not: {
    args: ['bool'],
    returns: 'bool',
    nulls: 'propagate',
    sql: { duckdb: ([a = empty]) => sql`(NOT ${a})` },
    ref: 'not-function',
  },
}
