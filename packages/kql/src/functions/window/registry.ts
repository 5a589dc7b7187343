/** All window functions by name; families are added here. */
import type { WindowFunction } from './entry.js'
import { internalWindows } from './internal.js'
import { windowRows } from './window.js'

export const windowFunctions: ReadonlyMap<string, WindowFunction> = new Map(
  Object.entries({ ...windowRows, ...internalWindows }),
)
