/** All scalar functions by name; families are added here. Names are KQL's, case-sensitive. */
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { arithmeticFunctions } from './operator/arithmetic.js'
import { compareFunctions } from './operator/compare.js'
import { logicFunctions } from './operator/logic.js'
import { matchFunctions } from './operator/match.js'
import { membershipFunctions } from './operator/membership.js'

export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  [arithmeticFunctions, compareFunctions, logicFunctions, matchFunctions, membershipFunctions].flatMap(
    (family: ScalarFunctions) => Object.entries(family),
  ),
)
