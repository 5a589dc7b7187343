import { BIGINT, BOOLEAN, DOUBLE, type DuckDBPreparedStatement, HUGEINT, VARCHAR } from '@duckdb/node-api'
import type { QueryOptions } from '../engine.js'

type Parameter = NonNullable<QueryOptions['parameters']>[number]

function typeOf(value: Parameter) {
  if (typeof value === 'string') return VARCHAR
  if (typeof value === 'boolean') return BOOLEAN
  if (typeof value === 'bigint') return value >= -(2n ** 63n) && value < 2n ** 63n ? BIGINT : HUGEINT
  return Number.isSafeInteger(value) ? BIGINT : DOUBLE
}

/** Binds `$1`, `$2`, … Whole numbers travel as 64-bit integers, so that LIMIT takes them and none is rounded. */
export function bindParameters(statement: DuckDBPreparedStatement, values: readonly Parameter[]): void {
  if (values.length === 0) return
  const types = values.map(typeOf)
  statement.bind(
    values.map((value, i) => (types[i] === BIGINT && value !== null ? BigInt(value) : value)),
    types,
  )
}
