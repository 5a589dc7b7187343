/**
 * Which type two operands meet at, and how a value gets there. The rules are a table; docs/kql.md shows it.
 * Sources: https://learn.microsoft.com/kusto/query/scalar-data-types/ and answers of the engine.
 */
import { type Expr, literal } from '../plan/expr.js'
import { isNumeric, type KustoType } from '../plan/type.js'

/** Function that turns a value of any type into this one. */
export const converters: Readonly<Record<KustoType, string>> = {
  bool: 'tobool',
  datetime: 'todatetime',
  decimal: 'todecimal',
  dynamic: '_to_dynamic',
  guid: 'toguid',
  int: 'toint',
  long: 'tolong',
  real: 'toreal',
  string: 'tostring',
  timespan: 'totimespan',
}

/** Type at which two different types are compared; undefined when they have nothing in common. */
export function meeting(a: KustoType, b: KustoType): KustoType | undefined {
  if (a === b) return a
  if (isNumeric(a) && isNumeric(b)) return widest(a, b)
  const other = a === 'dynamic' ? b : b === 'dynamic' ? a : undefined
  if (other) return other === 'int' || other === 'long' ? 'real' : other
  const pair = new Set([a, b])
  const has = (type: KustoType) => pair.has(type)
  if (has('string')) {
    // A text column beside a whole number is compared as text (`ResultType == 0`), beside the rest as that type.
    const rest = a === 'string' ? b : a
    return rest === 'int' || rest === 'long' ? 'string' : rest
  }
  if (has('bool') && (has('int') || has('long'))) return 'long'
  if (has('bool') && has('real')) return 'real'
  if ((has('datetime') || has('timespan')) && (has('long') || has('int')))
    return has('datetime') ? 'datetime' : 'timespan'
  return undefined
}

function widest(a: KustoType, b: KustoType): KustoType {
  const order: readonly KustoType[] = ['int', 'long', 'decimal', 'real']
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? 'real'
}

/** Type of several alternatives (iff, case, coalesce, union): as comparison, but text stays text. */
export function meetingOfAll(types: readonly KustoType[]): KustoType | undefined {
  let result: KustoType | undefined
  for (const type of types) {
    if (result === undefined || result === type) result = type
    else if (result === 'dynamic' || type === 'dynamic') result = 'dynamic'
    else result = meeting(result, type)
    if (result === undefined) return undefined
  }
  return result
}

/** A null of one type is a null of any; a string's is empty. */
export const nullOf = (type: KustoType): Expr => literal(type, type === 'string' ? '' : null)
