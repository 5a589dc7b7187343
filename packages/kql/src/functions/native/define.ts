import type { NativeFunction } from '../entry.js'

/** A TypeScript function that needs nothing from its host; `kql_` keeps its name clear of the engine's own. */
export const native = (
  name: string,
  arity: number,
  run: (...values: (string | null)[]) => string | null,
): NativeFunction => ({ name: `kql_${name}`, arity, make: () => run })
