/** How the engine holds each KQL type; docs/kql.md says why. */
import type { LiteralExpr } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { bigint, boolean, double, type Fragment, sql, text } from '../../sql/fragment.js'

export const sqlTypes: Readonly<Record<KustoType, Fragment>> = {
  bool: sql`BOOLEAN`,
  datetime: sql`BIGINT`,
  decimal: sql`DECIMAL(38, 18)`,
  dynamic: sql`JSON`,
  guid: sql`UUID`,
  int: sql`INTEGER`,
  long: sql`BIGINT`,
  real: sql`DOUBLE`,
  string: sql`VARCHAR`,
  timespan: sql`BIGINT`,
}

export function printLiteral({ type, value }: LiteralExpr): Fragment {
  if (value === null) return type === 'string' ? text('') : sql`NULL::${sqlTypes[type]}`
  switch (type) {
    case 'bool':
      return boolean(value === true)
    case 'int':
      return sql`${bigint(value as bigint)}::INTEGER`
    case 'long':
    case 'datetime':
    case 'timespan':
      return bigint(value as bigint)
    case 'real':
      return double(Number(value))
    case 'string':
      return text(String(value))
    default:
      return sql`${text(String(value))}::${sqlTypes[type]}`
  }
}

/** The value a relation gives for a column it does not have. */
export const missing = (type: KustoType): Fragment => printLiteral({ kind: 'literal', type, value: null })
