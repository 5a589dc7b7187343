/** Series: dynamic arrays of numbers, computed in TypeScript (https://learn.microsoft.com/kusto/query/time-series-analysis). */
import type { KustoType } from '../plan/type.js'
import { sql } from '../sql/fragment.js'
import type { ArgType, NativeFunction, ScalarFunction, ScalarFunctions, TupleField } from './entry.js'
import { decompositions } from './native/series/decompose.js'
import { elementwise } from './native/series/elementwise.js'
import { fills } from './native/series/fill.js'
import { seriesFir, seriesIir } from './native/series/filter.js'
import { seriesFit2Lines, seriesFitLine, seriesFitPoly } from './native/series/fit.js'
import { seriesFft, seriesIfft } from './native/series/fourier.js'
import { seriesOutliers } from './native/series/outliers.js'
import { seriesPeriodsDetect, seriesPeriodsValidate } from './native/series/periods.js'
import { seriesStats } from './native/series/stats.js'
import { callNative } from './parts/call-native.js'
import { toJson } from './parts/json-value.js'
import { type Parameter, signature } from './parts/row.js'

const all: readonly NativeFunction[] = [
  ...elementwise,
  ...fills,
  ...decompositions,
  seriesFir,
  seriesIir,
  seriesFitLine,
  seriesFit2Lines,
  seriesFitPoly,
  seriesFft,
  seriesIfft,
  seriesOutliers,
  seriesPeriodsDetect,
  seriesPeriodsValidate,
  seriesStats,
]

const pageOf = (name: string): string => `${name.replaceAll('_', '-')}-function`

/** A native of that name; arguments left out are NULL, numbers among series arguments become JSON. */
function series(
  name: string,
  parameters: readonly Parameter[],
  returns: KustoType = 'dynamic',
  fields?: readonly TupleField[],
  nativeName = name,
): ScalarFunction {
  const native = all.find((row) => row.name === `kql_${nativeName}`)
  if (!native) throw new RangeError(name)
  return {
    ...signature(parameters),
    returns,
    nulls: 'own',
    sql: {
      duckdb: (args, { types }) => {
        const given = Array.from({ length: native.arity }, (_, place) => {
          const arg = args[place]
          if (!arg) return sql`NULL`
          return isSeriesLike(parameters[place]) ? toJson(arg, types[place] ?? 'dynamic') : arg
        })
        const answer = callNative(native, given)
        if (returns === 'dynamic') return sql`${answer}::JSON`
        return sql`${answer}::DOUBLE`
      },
    },
    natives: [native],
    ...(fields ? { fields: () => fields } : {}),
    ref: pageOf(name),
  }
}

/** `any` stands for a series or a number. */
const isSeriesLike = (parameter: Parameter | undefined): boolean =>
  parameter === 'any' || parameter === 'any?'

const field = (name: string, type: KustoType): TupleField => ({ path: name.split('.'), type })
const reals = (...names: string[]): TupleField[] => names.map((name) => field(name, 'real'))

const statsFields = [
  field('min', 'real'),
  field('min_idx', 'long'),
  field('max', 'real'),
  field('max_idx', 'long'),
  ...reals('avg', 'stdev', 'variance'),
]
const lineFields = [
  ...reals('rsquare', 'slope', 'variance', 'rvariance', 'interception'),
  field('line_fit', 'dynamic'),
]
const halfNames = ['rsquare', 'slope', 'interception', 'variance', 'rvariance']
const twoLinesFields = [
  field('rsquare', 'real'),
  field('split_idx', 'long'),
  ...reals('variance', 'rvariance'),
  field('line_fit', 'dynamic'),
  ...reals(...halfNames.map((name) => `right.${name}`)),
  ...reals(...halfNames.map((name) => `left.${name}`)),
]
const polyFields = [
  field('rsquare', 'real'),
  field('coefficients', 'dynamic'),
  ...reals('variance', 'rvariance'),
  field('poly_fit', 'dynamic'),
]
const dynamics = (...names: string[]): TupleField[] => names.map((name) => field(name, 'dynamic'))

const one: readonly ArgType[] = ['dynamic']
const oneSeries = [
  'series_exp',
  'series_log',
  'series_sin',
  'series_cos',
  'series_tan',
  'series_asin',
  'series_acos',
  'series_atan',
  'series_floor',
  'series_ceiling',
  'series_abs',
  'series_sign',
]
const twoSeries = [
  'series_add',
  'series_subtract',
  'series_multiply',
  'series_divide',
  'series_pow',
  'series_less',
  'series_less_equals',
  'series_greater',
  'series_greater_equals',
  'series_equals',
  'series_not_equals',
]
const reducers = ['series_sum', 'series_product', 'series_magnitude']
const decomposed: readonly Parameter[] = ['dynamic', 'long?', 'string?', 'long?', 'real?']

/** Periods to validate come as further arguments: they travel as one array. */
const validate: ScalarFunction = {
  args: ['dynamic'],
  rest: 'real',
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([values, ...periods]) =>
      sql`${callNative(seriesPeriodsValidate, [values ?? sql`NULL`, sql`json_array(${periods})`])}::JSON`,
  },
  natives: [seriesPeriodsValidate],
  fields: () => dynamics('periods', 'scores'),
  ref: 'series-periods-validate-function',
}

export const seriesFunctions: ScalarFunctions = {
  ...Object.fromEntries(oneSeries.map((name) => [name, series(name, one)])),
  ...Object.fromEntries(twoSeries.map((name) => [name, series(name, ['any', 'any'])])),
  ...Object.fromEntries(reducers.map((name) => [name, series(name, one, 'real')])),
  array_sum: series('array_sum', one, 'real', undefined, 'series_sum'),
  series_dot_product: series('series_dot_product', ['any', 'any'], 'real'),
  series_pearson_correlation: series('series_pearson_correlation', ['dynamic', 'dynamic'], 'real'),
  series_cosine_similarity: series('series_cosine_similarity', ['dynamic', 'dynamic'], 'real'),
  series_fill_const: series('series_fill_const', ['dynamic', 'any?', 'any?']),
  series_fill_forward: series('series_fill_forward', ['dynamic', 'any?']),
  series_fill_backward: series('series_fill_backward', ['dynamic', 'any?']),
  series_fill_linear: series('series_fill_linear', ['dynamic', 'any?', 'bool?', 'any?']),
  series_fir: series('series_fir', ['dynamic', 'dynamic', 'bool?', 'bool?']),
  series_iir: series('series_iir', ['dynamic', 'dynamic', 'dynamic']),
  series_stats: series('series_stats', ['dynamic', 'bool?'], 'dynamic', statsFields),
  series_stats_dynamic: series(
    'series_stats_dynamic',
    ['dynamic', 'bool?'],
    'dynamic',
    undefined,
    'series_stats',
  ),
  series_fit_line: series('series_fit_line', one, 'dynamic', lineFields),
  series_fit_line_dynamic: series('series_fit_line_dynamic', one, 'dynamic', undefined, 'series_fit_line'),
  series_fit_2lines: series('series_fit_2lines', one, 'dynamic', twoLinesFields),
  series_fit_2lines_dynamic: series(
    'series_fit_2lines_dynamic',
    one,
    'dynamic',
    undefined,
    'series_fit_2lines',
  ),
  series_fit_poly: series('series_fit_poly', ['dynamic', 'dynamic?', 'long?'], 'dynamic', polyFields),
  series_fft: series('series_fft', ['dynamic', 'dynamic?'], 'dynamic', dynamics('real', 'imag')),
  series_ifft: series('series_ifft', ['dynamic', 'dynamic?'], 'dynamic', dynamics('real', 'imag')),
  series_outliers: series('series_outliers', ['dynamic', 'string?', 'real?', 'real?', 'real?', 'long?']),
  series_periods_detect: series(
    'series_periods_detect',
    ['dynamic', 'real', 'real', 'long'],
    'dynamic',
    dynamics('periods', 'scores'),
  ),
  series_periods_validate: validate,
  series_seasonal: series('series_seasonal', ['dynamic', 'long?', 'long?']),
  series_decompose: series(
    'series_decompose',
    decomposed,
    'dynamic',
    dynamics('baseline', 'seasonal', 'trend', 'residual'),
  ),
  series_decompose_forecast: series(
    'series_decompose_forecast',
    ['dynamic', 'long', 'long?', 'string?', 'real?'],
    'dynamic',
    dynamics('forecast', 'seasonal', 'trend', 'residual'),
  ),
  series_decompose_anomalies: series(
    'series_decompose_anomalies',
    ['dynamic', 'real?', 'long?', 'string?', 'long?', 'string?', 'real?'],
    'dynamic',
    dynamics('ad_flag', 'ad_score', 'baseline'),
  ),
}
