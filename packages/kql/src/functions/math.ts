import { double, type Fragment, sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { row, siteRow } from './parts/row.js'

/** A function of a real, as the engine has it. */
const real = (name: Fragment, ref: string): ScalarFunction =>
  row(['real'], 'real', 'propagate', (x) => sql`${name}(${x})`, ref)

/** Outside of its domain the engine raises; Kusto gives NaN. */
const within = (name: Fragment, holds: (x: Fragment) => Fragment, ref: string): ScalarFunction =>
  row(
    ['real'],
    'real',
    'propagate',
    (x) => sql`CASE WHEN ${holds(x)} THEN ${name}(${x}) WHEN ${x} IS NOT NULL THEN ${double(Number.NaN)} END`,
    ref,
  )

/** Logarithms: -infinity of 0, null of less. */
const logarithm = (name: Fragment, ref: string): ScalarFunction =>
  row(
    ['real'],
    'real',
    'own',
    (x) =>
      sql`CASE WHEN ${x} > 0 THEN ${name}(${x}) WHEN ${x} = 0 THEN ${double(Number.NEGATIVE_INFINITY)} END`,
    ref,
  )

const finite = (x: Fragment): Fragment => sql`isfinite(${x})`
const unit = (x: Fragment): Fragment => sql`${x} BETWEEN -1 AND 1`

/** Largest multiple of `size` that is not larger; null for sizes that are not positive. */
const bin = siteRow(
  ['any', 'any'],
  'long',
  'own',
  ({ types }) =>
    (value, size) => {
      const [type, by] = types
      if (type === 'real' || by === 'real') {
        return sql`CASE WHEN (${size})::DOUBLE > 0 THEN floor((${value})::DOUBLE / (${size})::DOUBLE) * (${size})::DOUBLE END`
      }
      if (type === 'decimal' || by === 'decimal')
        return sql`CASE WHEN ${size} > 0 THEN ${value} - ((${value} % ${size}) + ${size}) % ${size} END`
      if (type === 'datetime') return sql`CASE WHEN ${size} > 0 THEN ${value} - ${value} % ${size} END`
      const [v, s] = [sql`(${value})::BIGINT`, sql`(${size})::BIGINT`]
      return sql`CASE WHEN ${s} > 0 THEN ${v} - ((${v} % ${s}) + ${s}) % ${s} END`
    },
  'bin-function',
)

const binned: ScalarFunction = {
  ...bin,
  lower: ([value, size], context) =>
    value?.type === 'dynamic' && size
      ? context.call('bin', [context.coerce(value, 'real'), size])
      : undefined,
  returns: ([value, size]) => {
    if (value?.type === 'datetime' || value?.type === 'timespan') return value.type
    if (value?.type === 'real' || size?.type === 'real') return 'real'
    if (value?.type === 'decimal' || size?.type === 'decimal') return 'decimal'
    return value?.type === 'int' && size?.type === 'int' ? 'int' : 'long'
  },
}

const binAt: ScalarFunction = {
  ...siteRow(
    ['any', 'any', 'any'],
    'long',
    'own',
    ({ types }) =>
      (value, size, fixed) => {
        if (types.includes('real')) {
          return sql`CASE WHEN (${size})::DOUBLE > 0 THEN (${fixed})::DOUBLE + floor(((${value})::DOUBLE - (${fixed})::DOUBLE) / (${size})::DOUBLE) * (${size})::DOUBLE END`
        }
        return sql`CASE WHEN ${size} > 0 THEN ${value} - (((${value} - ${fixed}) % ${size}) + ${size}) % ${size} END`
      },
    'bin-at-function',
  ),
  returns: (args) => (args.some(({ type }) => type === 'real') ? 'real' : (args[0]?.type ?? 'long')),
}

const round: ScalarFunction = {
  ...siteRow(
    ['number', 'long?'],
    'real',
    'propagate',
    ({ types }) =>
      (x, digits) => {
        const value = types[0] === 'real' || types[0] === 'decimal' ? x : sql`(${x})::DOUBLE`
        return digits ? sql`round(${value}, (${digits})::INTEGER)` : sql`round(${value})`
      },
    'round-function',
  ),
  returns: ([value]) => (value?.type === 'decimal' ? 'decimal' : 'real'),
}

const extreme = (name: Fragment, ref: string): ScalarFunction => ({
  ...row(['common', '...common'], 'same', 'own', (...values) => sql`${name}(${values})`, ref),
})

const bits = (operator: Fragment, ref: string): ScalarFunction =>
  row(['long', 'long'], 'long', 'propagate', (a, b) => sql`(${a} ${operator} ${b})`, ref)

export const mathFunctions: ScalarFunctions = {
  abs: {
    ...row(['number'], 'same', 'propagate', (x) => sql`abs(${x})`, 'abs-function'),
    sql: {
      duckdb: ([x], { types }) =>
        types[0] === 'int' ? sql`abs((${x ?? sql``})::BIGINT)` : sql`abs(${x ?? sql``})`,
    },
    returns: ([x]) => (x?.type === 'int' ? 'long' : x?.type === 'dynamic' ? 'real' : (x?.type ?? 'long')),
  },
  sign: row(['number'], 'real', 'propagate', (x) => sql`sign(${x})::DOUBLE`, 'sign-function'),
  ceiling: row(['real'], 'real', 'propagate', (x) => sql`ceil(${x})`, 'ceiling-function'),
  bin: binned,
  floor: binned,
  bin_at: binAt,
  round,
  sqrt: within(sql`sqrt`, (x) => sql`${x} >= 0`, 'sqrt-function'),
  exp: real(sql`exp`, 'exp-function'),
  exp2: row(['real'], 'real', 'propagate', (x) => sql`pow(2.0::DOUBLE, ${x})`, 'exp2-function'),
  exp10: row(['real'], 'real', 'propagate', (x) => sql`pow(10.0::DOUBLE, ${x})`, 'exp10-function'),
  log: logarithm(sql`ln`, 'log-function'),
  log2: logarithm(sql`log2`, 'log2-function'),
  log10: logarithm(sql`log10`, 'log10-function'),
  pow: row(['real', 'real'], 'real', 'propagate', (x, y) => sql`pow(${x}, ${y})`, 'pow-function'),
  pi: row([], 'real', 'never', () => sql`pi()`, 'pi-function'),
  sin: within(sql`sin`, finite, 'sin-function'),
  cos: within(sql`cos`, finite, 'cos-function'),
  tan: within(sql`tan`, finite, 'tan-function'),
  cot: row(['real'], 'real', 'propagate', (x) => sql`(1.0::DOUBLE / tan(${x}))`, 'cot-function'),
  asin: within(sql`asin`, unit, 'asin-function'),
  acos: within(sql`acos`, unit, 'acos-function'),
  atan: real(sql`atan`, 'atan-function'),
  atan2: row(['real', 'real'], 'real', 'propagate', (y, x) => sql`atan2(${y}, ${x})`, 'atan2-function'),
  degrees: real(sql`degrees`, 'degrees-function'),
  radians: real(sql`radians`, 'radians-function'),
  gamma: row(
    ['real'],
    'real',
    'own',
    (x) => sql`CASE WHEN ${x} > 0 OR ${x} <> floor(${x}) THEN gamma(${x}) END`,
    'gamma-function',
  ),
  loggamma: row(
    ['real'],
    'real',
    'own',
    (x) => sql`CASE WHEN ${x} > 0 THEN lgamma(${x}) END`,
    'loggamma-function',
  ),
  isnan: row(['real'], 'bool', 'propagate', (x) => sql`isnan(${x})`, 'isnan-function'),
  isinf: row(['real'], 'bool', 'propagate', (x) => sql`isinf(${x})`, 'isinf-function'),
  isfinite: row(['real'], 'bool', 'propagate', (x) => sql`isfinite(${x})`, 'isfinite-function'),
  max_of: extreme(sql`greatest`, 'max-of-function'),
  min_of: extreme(sql`least`, 'min-of-function'),
  binary_and: bits(sql`&`, 'binary-and-function'),
  binary_or: bits(sql`|`, 'binary-or-function'),
  binary_xor: row(
    ['long', 'long'],
    'long',
    'propagate',
    (a, b) => sql`xor(${a}, ${b})`,
    'binary-xor-function',
  ),
  binary_not: row(['long'], 'long', 'propagate', (a) => sql`(~(${a}))`, 'binary-not-function'),
  /** The engine refuses to shift a negative number or into the sign; the bits are shifted in 128 and cut. */
  binary_shift_left: row(
    ['long', 'long'],
    'long',
    'propagate',
    (a, b) =>
      sql`CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN coalesce(TRY((${a}) * pow(2, (${b}) % 64)::BIGINT), 0) END`,
    'binary-shift-left-function',
  ),
  binary_shift_right: row(
    ['long', 'long'],
    'long',
    'propagate',
    (a, b) => sql`floor((${a})::DOUBLE / pow(2, (${b}) % 64))::BIGINT`,
    'binary-shift-right-function',
  ),
  bitset_count_ones: row(
    ['long'],
    'long',
    'propagate',
    (a) => sql`bit_count(${a})::BIGINT`,
    'bitset-count-ones-function',
  ),
  tohex: siteRow(
    ['number', 'long?'],
    'string',
    'own',
    ({ types }) =>
      (x, length) => {
        const hex =
          types[0] === 'int'
            ? sql`lower(to_hex((${x})::BIGINT & 4294967295))`
            : sql`lower(to_hex((${x})::BIGINT))`
        return length
          ? sql`CASE WHEN length(${hex}) < ${length} THEN lpad(${hex}, (${length})::INTEGER, '0') ELSE ${hex} END`
          : hex
      },
    'tohex-function',
  ),
  rand: {
    ...row(
      ['long?'],
      'real',
      'never',
      (bound) => (bound ? sql`floor(random() * (${bound}))` : sql`random()`),
      'rand-function',
    ),
    deterministic: false,
  },
  around: row(
    ['any', 'any', 'any'],
    'bool',
    'own',
    (x, centre, distance) => sql`(${x} BETWEEN ${centre} - ${distance} AND ${centre} + ${distance})`,
    'around-function',
  ),
}
