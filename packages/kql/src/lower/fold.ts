/** Constants computed at compile time, so that `ago(1d)` is a literal the engine can prune files with. */
import { type Expr, type LiteralValue, literal } from '../plan/expr.js'
import { isTemporal, type KustoType, MAX_DATETIME_TICKS } from '../plan/type.js'

const isWhole = (type: KustoType): boolean => type === 'long' || type === 'int' || isTemporal(type)

const wholeRules: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
}

/** The call's value when all its arguments are constants and we know how; undefined leaves it to the engine. */
export function foldCall(name: string, type: KustoType, args: readonly Expr[]): Expr | undefined {
  const values: LiteralValue[] = []
  for (const arg of args) {
    if (arg.kind !== 'literal') return undefined
    values.push(arg.value)
  }
  const [a, b] = values
  if (name === '_negate' && args[0]) {
    if (typeof a === 'bigint') return literal(type, BigInt.asIntN(64, -a))
    return typeof a === 'number' ? literal(type, -a) : undefined
  }
  const rule = wholeRules[name]
  if (!rule || typeof a !== 'bigint' || typeof b !== 'bigint') return undefined
  if (!args.every((arg) => isWhole(arg.type)) || !isWhole(type)) return undefined
  const result = rule(a, b)
  if (result === undefined) return undefined
  if (type === 'datetime') {
    return result >= 0n && result <= MAX_DATETIME_TICKS ? literal(type, result) : undefined
  }
  return literal(type, BigInt.asIntN(64, result))
}

/** Conversions of constants that need no engine. */
export function foldConversion(expr: Expr, type: KustoType): Expr | undefined {
  if (expr.kind !== 'literal') return undefined
  const { value } = expr
  if (value === null) return literal(type, type === 'string' ? '' : null)
  if (typeof value === 'bigint') {
    if ((type === 'long' && expr.type === 'int') || (type === 'int' && value === BigInt.asIntN(32, value)))
      return literal(type, value)
    if (type === 'real' && (expr.type === 'long' || expr.type === 'int')) return literal(type, Number(value))
    if (type === 'string' && (expr.type === 'long' || expr.type === 'int'))
      return literal(type, String(value))
    if (type === 'decimal' && (expr.type === 'long' || expr.type === 'int'))
      return literal(type, String(value))
  }
  if (type === 'dynamic' && expr.type === 'string') return literal(type, JSON.stringify(value))
  if (type === 'string' && expr.type === 'guid') return literal(type, String(value))
  return undefined
}
