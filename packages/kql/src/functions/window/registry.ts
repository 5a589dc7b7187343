/** All window functions by name; families are added here. */
import type { WindowFunction, WindowFunctions } from './entry.js'

const families: readonly WindowFunctions[] = []

export const windowFunctions: ReadonlyMap<string, WindowFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
)
