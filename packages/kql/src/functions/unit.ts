import { sql, text } from '../sql/fragment.js'
import type { ScalarFunctions } from './entry.js'
import { specialNatives } from './native/special.js'
import { convertUnit } from './native/unit.js'
import { callNative } from './parts/call-native.js'
import { nativeRow, row } from './parts/row.js'

const kinds = ['angle', 'energy', 'force', 'length', 'mass', 'speed', 'temperature', 'volume']

/** Units by the names that Kusto's reference lists. */
export const unitFunctions: ScalarFunctions = {
  ...Object.fromEntries(
    kinds.map((kind) => [
      `convert_${kind}`,
      row(
        ['real', 'string', 'string'],
        'real',
        'own',
        (value, from, to) => sql`${callNative(convertUnit, [text(kind), value, from, to])}::DOUBLE`,
        `convert-${kind}-function`,
        [convertUnit],
      ),
    ]),
  ),
  beta_cdf: nativeRow(['real', 'real', 'real'], 'real', specialNatives.betaCdf, 'beta-cdf-function'),
  beta_inv: nativeRow(['real', 'real', 'real'], 'real', specialNatives.betaInverse, 'beta-inv-function'),
  beta_pdf: nativeRow(['real', 'real', 'real'], 'real', specialNatives.betaPdf, 'beta-pdf-function'),
  erf: nativeRow(['real'], 'real', specialNatives.erf, 'erf-function'),
  erfc: nativeRow(['real'], 'real', specialNatives.erfc, 'erfc-function'),
  welch_test: nativeRow(
    ['real', 'real', 'real', 'real', 'real', 'real'],
    'real',
    specialNatives.welch,
    'welch-test-function',
  ),
}
