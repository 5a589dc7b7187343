import { literalValue } from '../../plan/expr.js'
import { typeByName } from '../../plan/type.js'
import type { ScalarFunction } from '../entry.js'

/**
 * `f(…, typeof(long))`: the type is the argument after the function's own, and the text it finds is converted to it.
 * Without the argument the call stays as it is.
 */
export const asTyped =
  (name: string, own: number): NonNullable<ScalarFunction['lower']> =>
  (args, context) => {
    if (args.length <= own) return undefined
    const named = literalValue(args[own])
    const type = typeof named === 'string' ? typeByName(named) : undefined
    if (!type) return context.refuse(`${name}() needs a constant type`, 'for instance typeof(long)')
    return context.coerce(context.call(name, args.slice(0, own), 'string'), type)
  }
