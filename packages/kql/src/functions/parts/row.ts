/** Short ways to write a row of a function table. */
import type { KustoType } from '../../plan/type.js'
import type { Fragment } from '../../sql/fragment.js'
import type { ArgType, CallSite, NativeFunction, NullRule, ScalarFunction } from '../entry.js'

/** `long` must be there, `long?` may be left out, `...long` any number of times. */
export type Parameter = ArgType | `${ArgType}?` | `...${ArgType}`

/** Arguments of a template, in place; one that was left out is undefined (declare it `x?: Fragment`). */
export type Words = (...args: Fragment[]) => Fragment

export function signature(
  parameters: readonly Parameter[],
): Pick<ScalarFunction, 'args' | 'optional' | 'rest'> {
  const optional = parameters.flatMap((p) => (p.endsWith('?') ? [p.slice(0, -1) as ArgType] : []))
  const [rest] = parameters.flatMap((p) => (p.startsWith('...') ? [p.slice(3) as ArgType] : []))
  return {
    args: parameters.filter((p): p is ArgType => !p.endsWith('?') && !p.startsWith('...')),
    ...(optional.length > 0 ? { optional } : {}),
    ...(rest ? { rest } : {}),
  }
}

type Returns = KustoType | 'same'

/** The first argument's type, for functions that keep it. */
const returnsOf = (returns: Returns): ScalarFunction['returns'] =>
  returns === 'same' ? (args) => args[0]?.type ?? 'long' : returns

/** A function that is SQL of its arguments alone. */
export const row = (
  parameters: readonly Parameter[],
  returns: Returns,
  nulls: NullRule,
  words: Words,
  ref: string,
  natives: readonly NativeFunction[] = [],
): ScalarFunction => siteRow(parameters, returns, nulls, () => words, ref, natives)

/** A function whose SQL depends on the types or constants at the call. */
export const siteRow = (
  parameters: readonly Parameter[],
  returns: Returns,
  nulls: NullRule,
  words: (site: CallSite) => Words,
  ref: string,
  natives: readonly NativeFunction[] = [],
): ScalarFunction => ({
  ...signature(parameters),
  returns: returnsOf(returns),
  nulls,
  sql: { duckdb: (args, site) => words(site)(...args) },
  ...(natives.length > 0 ? { natives } : {}),
  ref,
})

/** A function in TypeScript. */
export const nativeRow = (
  parameters: readonly Parameter[],
  returns: KustoType,
  native: NativeFunction | undefined,
  ref: string,
): ScalarFunction => {
  if (!native) throw new RangeError(`${ref}: no such native function`)
  return { ...signature(parameters), returns, nulls: 'own', native, ref }
}

/** Another name of a function. */
export const alias = (row: ScalarFunction | undefined): ScalarFunction => {
  if (!row) throw new RangeError('alias of nothing')
  return row
}
