/** All scalar functions by name; families are added here. Names are KQL's, case-sensitive. */
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { operatorFunctions } from './operator.js'

export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  [operatorFunctions].flatMap((family: ScalarFunctions) => Object.entries(family)),
)
