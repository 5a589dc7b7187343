/** All scalar functions by name; families are added here. Names are KQL's, case-sensitive. */
import { conditionFunctions } from './condition.js'
import { contextFunctions } from './context.js'
import { conversionFunctions } from './conversion.js'
import { datetimeFunctions } from './datetime.js'
import { accessFunctions } from './dynamic/access.js'
import { arrayFunctions } from './dynamic/array.js'
import { bagFunctions } from './dynamic/bag.js'
import { encodingFunctions } from './encoding.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { geoFunctions } from './geo.js'
import { internalFunctions } from './internal.js'
import { ipFunctions } from './ip.js'
import { mathFunctions } from './math.js'
import { arithmeticFunctions } from './operator/arithmetic.js'
import { compareFunctions } from './operator/compare.js'
import { logicFunctions } from './operator/logic.js'
import { matchFunctions } from './operator/match.js'
import { membershipFunctions } from './operator/membership.js'
import { parseFunctions } from './parse.js'
import { pluginFunctions } from './plugin.js'
import { seriesFunctions } from './series.js'
import { sketchFunctions } from './sketch.js'
import { stringFunctions } from './string.js'
import { positionFunctions } from './string-position.js'
import { unitFunctions } from './unit.js'

const families: readonly ScalarFunctions[] = [
  arithmeticFunctions,
  compareFunctions,
  logicFunctions,
  matchFunctions,
  membershipFunctions,
  conditionFunctions,
  conversionFunctions,
  stringFunctions,
  positionFunctions,
  encodingFunctions,
  parseFunctions,
  ipFunctions,
  geoFunctions,
  seriesFunctions,
  sketchFunctions,
  unitFunctions,
  contextFunctions,
  pluginFunctions,
  mathFunctions,
  datetimeFunctions,
  accessFunctions,
  arrayFunctions,
  bagFunctions,
  internalFunctions,
]

export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
)
