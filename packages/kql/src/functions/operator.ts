/**
 * Operators as functions, by their KQL spelling. Comparison gives NULL when an operand is NULL, which `where`
 * takes as false; `!=` with one NULL operand is true, as Kusto has it.
 */
import { sql } from '../sql/fragment.js'
import type { ScalarFunctions } from './entry.js'

export const operatorFunctions: ScalarFunctions = {
  and: {
    args: ['bool', 'bool'],
    returns: 'bool',
    nulls: 'own',
    sql: { duckdb: ([a, b]) => sql`(${a} AND ${b})` },
    ref: 'logical-operators',
  },
}
