/**
 * Conversions. What cannot be converted is null. Text is read strictly: whole numbers in decimal or 0x hex, no
 * group marks, surrounding space allowed; a real is cut toward zero and held at the ends of the range, a long made
 * int keeps its low 32 bits.
 */
import type { KustoType } from '../plan/type.js'
import { type Fragment, sql, text } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { readDatetime, readTimespan } from './native/datetime/read.js'
import { callNative } from './parts/call-native.js'
import { isBagJson, jsonText, toJson } from './parts/json-value.js'
import { siteRow, type Words } from './parts/row.js'
import { datetimeText, timespanText } from './parts/ticks.js'

/** A conversion by the type it starts from; `dynamic` goes by way of text unless a rule says otherwise. */
type Rules = Partial<Record<KustoType, Words>>

const conversion = (returns: KustoType, rules: Rules, ref: string, natives?: ScalarFunction['natives']) =>
  siteRow(
    ['any'],
    returns,
    'own',
    ({ types }) => {
      const from = types[0] ?? 'string'
      const rule = rules[from]
      if (rule) return rule
      if (from === 'dynamic') return (d) => rules.string?.(jsonText(d)) ?? sql`NULL`
      return (x) => sql`(${x})`
    },
    ref,
    natives,
  )

const long: Words = (s) => {
  const bare = sql`trim(${s})`
  return sql`CASE WHEN regexp_full_match(${bare}, ${text(String.raw`[+-]?\d{1,19}`)}) THEN TRY_CAST(${bare} AS BIGINT) WHEN regexp_full_match(${bare}, ${text('0[xX][0-9a-fA-F]{1,16}')}) THEN ${unwrapped(sql`TRY_CAST(lower(${bare}) AS UBIGINT)`)} END`
}

/** An unsigned number of 64 bits, as the signed one of the same bits. */
const unwrapped = (value: Fragment): Fragment =>
  sql`CASE WHEN ${value} > 9223372036854775807 THEN (${value}::HUGEINT - 18446744073709551616::HUGEINT)::BIGINT ELSE ${value}::BIGINT END`

/** Kusto cuts a real; the engine would round it. */
const cut = (value: Fragment, low: Fragment, high: Fragment, type: Fragment): Fragment =>
  sql`CASE WHEN ${value} >= ${high} THEN ${high} WHEN ${value} <= ${low} THEN ${low} ELSE TRY_CAST(trunc(${value}) AS ${type}) END`

const longEnds = [sql`(-9223372036854775808)::BIGINT`, sql`9223372036854775807::BIGINT`] as const
const intEnds = [sql`(-2147483648)::INTEGER`, sql`2147483647::INTEGER`] as const
const bigintType = sql`BIGINT`
const integerType = sql`INTEGER`

const realToLong: Words = (x) => cut(x, longEnds[0], longEnds[1], bigintType)
const realToInt: Words = (x) => cut(x, intEnds[0], intEnds[1], integerType)

/** The low 32 bits of a long. */
const lowBits: Words = (x) => sql`((((${x}) + 2147483648) & 4294967295) - 2147483648)::INTEGER`
const safeLowBits: Words = (x) =>
  sql`CASE WHEN ${x} BETWEEN -2147483648 AND 2147483647 THEN (${x})::INTEGER ELSE ${lowBits(sql`(${x})::HUGEINT`)} END`

/** A dynamic number, bool or text made whole. */
const dynamicTo = (whole: (real: Fragment) => Fragment, ofText: Words, type: Fragment): Words => {
  const digits = (d: Fragment) => sql`TRY_CAST(json_extract_string(${d}, '$') AS ${type})`
  // Short whole numbers, which most are, are told by how they are written.
  const isShort = (d: Fragment) => sql`regexp_full_match((${d})::VARCHAR, ${text(String.raw`-?\d{1,9}`)})`
  return (d) =>
    sql`CASE WHEN ${isShort(d)} THEN TRY_CAST((${d})::VARCHAR AS ${type}) ELSE CASE json_type(${d}) WHEN 'UBIGINT' THEN ${digits(d)} WHEN 'BIGINT' THEN ${digits(d)} WHEN 'DOUBLE' THEN ${whole(sql`TRY_CAST(json_extract_string(${d}, '$') AS DOUBLE)`)} WHEN 'BOOLEAN' THEN CASE WHEN json_extract_string(${d}, '$') = 'true' THEN 1 ELSE 0 END ELSE ${ofText(sql`json_extract_string(${d}, '$')`)} END END`
}

const real: Words = (s) => {
  const bare = sql`trim(${s})`
  const number = String.raw`[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?(inf|Infinity|nan|NaN)`
  return sql`CASE WHEN regexp_full_match(${bare}, ${text(number)}) THEN TRY_CAST(${bare} AS DOUBLE) END`
}

const flag: Words = (s) =>
  sql`CASE WHEN lower(trim(${s})) = 'true' THEN true WHEN lower(trim(${s})) = 'false' THEN false WHEN regexp_full_match(trim(${s}), ${text(String.raw`[+-]?\d{1,18}`)}) THEN TRY_CAST(trim(${s}) AS BIGINT) <> 0 END`

/** The engine's spelling differs outside 1e-5 … 1e15: `1e+19` where Kusto has `1E+19`. */
const realText: Words = (x) =>
  sql`CASE WHEN isnan(${x}) THEN 'NaN' WHEN isinf(${x}) THEN CASE WHEN ${x} > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN abs(${x}) >= 1e15 AND abs(${x}) < 1e16 THEN ${fifteen(x)} ELSE upper((${x})::VARCHAR) END`

/** Between 1e15 and 1e16 the engine writes all digits: these are put into Kusto's scientific form. */
const fifteen = (x: Fragment): Fragment => {
  const digits = sql`(abs(${x})::BIGINT)::VARCHAR`
  return sql`(CASE WHEN ${x} < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(${digits}, 1, 1) || '.' || substr(${digits}, 2), '0'), '.') || 'E+15')`
}

/** Only behind a point are the last zeros the storage's own. */
const decimalText: Words = (x) =>
  sql`CASE WHEN contains((${x})::VARCHAR, '.') THEN rtrim(rtrim((${x})::VARCHAR, '0'), '.') ELSE (${x})::VARCHAR END`

const texts: Rules = {
  string: (s) => s,
  bool: (b) => sql`CASE WHEN ${b} THEN 'True' WHEN NOT ${b} THEN 'False' ELSE '' END`,
  real: realText,
  decimal: decimalText,
  datetime: datetimeText,
  timespan: timespanText,
  dynamic: (d) => jsonText(d),
  int: (i) => sql`(${i})::VARCHAR`,
  long: (i) => sql`(${i})::VARCHAR`,
  guid: (g) => sql`(${g})::VARCHAR`,
}

/** ISO dates are read by the engine, all other forms by the native function. */
const isoForm = String.raw`\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)?Z?`
const datetimeOf: Words = (s) => {
  const seconds = sql`(epoch_us(TRY_CAST(rtrim(substr(${s}, 1, 19), 'Z.') AS TIMESTAMP)) + 62135596800000000) * 10`
  const fraction = sql`rpad(regexp_extract(${s}, ${text(String.raw`\.(\d+)`)}, 1), 7, '0')::BIGINT`
  const ticks = sql`CASE WHEN strlen(${s}) > 20 THEN ${fraction} ELSE 0 END`
  return sql`CASE WHEN regexp_full_match(${s}, ${text(isoForm)}) THEN ${seconds} + ${ticks} WHEN ${s} <> '' THEN ${callNative(readDatetime, [s])}::BIGINT END`
}

const datetimeRange: Words = (x) =>
  sql`CASE WHEN ${x} BETWEEN 0 AND 3155378975999999999 THEN (${x})::BIGINT END`

const toLong = conversion(
  'long',
  {
    string: long,
    real: realToLong,
    decimal: (x) => realToLong(sql`(${x})::DOUBLE`),
    bool: (b) => sql`(${b})::BIGINT`,
    int: (i) => sql`(${i})::BIGINT`,
    dynamic: dynamicTo(realToLong, long, bigintType),
  },
  'tolong-function',
)
const toInt = conversion(
  'int',
  {
    string: (s) => sql`TRY_CAST(${long(s)} AS INTEGER)`,
    real: realToInt,
    decimal: (x) => realToInt(sql`(${x})::DOUBLE`),
    bool: (b) => sql`(${b})::INTEGER`,
    long: safeLowBits,
    datetime: safeLowBits,
    timespan: safeLowBits,
    dynamic: dynamicTo(realToInt, (s) => sql`TRY_CAST(${long(s)} AS INTEGER)`, integerType),
  },
  'toint-function',
)
const numbers: Rules = {
  int: (x) => sql`(${x})::DOUBLE`,
  long: (x) => sql`(${x})::DOUBLE`,
  bool: (x) => sql`(${x})::INTEGER::DOUBLE`,
  decimal: (x) => sql`(${x})::DOUBLE`,
  datetime: (x) => sql`(${x})::DOUBLE`,
  timespan: (x) => sql`(${x})::DOUBLE`,
}
const toReal = conversion(
  'real',
  {
    ...numbers,
    string: real,
    dynamic: (d) =>
      sql`CASE WHEN regexp_full_match((${d})::VARCHAR, ${text(String.raw`-?\d{1,15}(\.\d{1,15})?`)}) THEN TRY_CAST((${d})::VARCHAR AS DOUBLE) WHEN json_type(${d}) = 'BOOLEAN' THEN CASE WHEN json_extract_string(${d}, '$') = 'true' THEN 1.0 ELSE 0.0 END ELSE ${real(sql`json_extract_string(${d}, '$')`)} END`,
  },
  'todouble-function',
)
const decimal = sql`DECIMAL(38, 18)`
const toDecimal = conversion(
  'decimal',
  {
    string: (s) =>
      sql`CASE WHEN regexp_full_match(trim(${s}), ${text(String.raw`[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`)}) THEN TRY_CAST(trim(${s}) AS ${decimal}) END`,
    real: (x) => sql`TRY_CAST((${x})::VARCHAR AS ${decimal})`,
    bool: (x) => sql`(${x})::INTEGER::${decimal}`,
    int: (x) => sql`(${x})::${decimal}`,
    long: (x) => sql`TRY_CAST(${x} AS ${decimal})`,
    datetime: (x) => sql`TRY_CAST(${x} AS ${decimal})`,
    timespan: (x) => sql`TRY_CAST(${x} AS ${decimal})`,
  },
  'todecimal-function',
)
const toBool = conversion(
  'bool',
  {
    string: flag,
    int: (x) => sql`((${x}) <> 0)`,
    long: (x) => sql`((${x}) <> 0)`,
    real: (x) => sql`((${x}) <> 0)`,
    decimal: (x) => sql`((${x}) <> 0)`,
  },
  'tobool-function',
)
const toDatetime = conversion(
  'datetime',
  {
    string: datetimeOf,
    int: datetimeRange,
    long: datetimeRange,
    real: (x) => datetimeRange(sql`trunc(${x})`),
    decimal: (x) => datetimeRange(sql`trunc(${x})`),
    dynamic: (d) => datetimeOf(sql`coalesce(json_extract_string(${d}, '$'), '')`),
  },
  'todatetime-function',
  [readDatetime],
)
const timespanOf: Words = (s) =>
  sql`CASE WHEN ${s} <> '' THEN TRY_CAST(${callNative(readTimespan, [s])} AS BIGINT) END`
const toTimespan = conversion(
  'timespan',
  {
    string: timespanOf,
    int: (x) => sql`(${x})::BIGINT`,
    real: (x) => sql`TRY_CAST(trunc(${x}) AS BIGINT)`,
    decimal: (x) => sql`TRY_CAST(trunc(${x}) AS BIGINT)`,
    dynamic: (d) => timespanOf(sql`coalesce(json_extract_string(${d}, '$'), '')`),
  },
  'totimespan-function',
  [readTimespan],
)
const toGuid = conversion(
  'guid',
  { string: (s) => sql`TRY_CAST(nullif(trim(${s}, ' {}()'), '') AS UUID)` },
  'toguid-function',
)
const toText: ScalarFunction = {
  ...siteRow(
    ['any'],
    'string',
    'propagate',
    ({ types }) => texts[types[0] ?? 'string'] ?? ((s) => s),
    'tostring-function',
  ),
  // The text of a path is read in one go.
  lower: ([value], context) =>
    value?.kind === 'call' && value.name === '_path'
      ? context.call('_path_text', value.args, 'string')
      : undefined,
}

/** Text that is not JSON is itself a dynamic string. */
const parseJson = siteRow(
  ['any'],
  'dynamic',
  'own',
  ({ types }) => {
    if (types[0] === 'string')
      return (s) =>
        sql`nullif(coalesce(TRY_CAST(nullif(${s}, '') AS JSON), to_json(nullif(${s}, ''))), 'null')`
    if (types[0] !== 'dynamic') return (x) => toJson(x, types[0] ?? 'string')
    // A dynamic string holds JSON text once more; anything else is what it is.
    return (d) =>
      sql`CASE WHEN json_type(${d}) = 'VARCHAR' THEN coalesce(TRY_CAST(json_extract_string(${d}, '$') AS JSON), ${d}) ELSE ${d} END`
  },
  'parse-json-function',
)

const typeName = siteRow(
  ['any'],
  'string',
  'never',
  ({ types }) => {
    const type = types[0] ?? 'string'
    if (type !== 'dynamic') return () => text(type)
    return (d) =>
      sql`CASE WHEN ${isBagJson(d)} THEN 'dictionary' ELSE CASE coalesce(json_type(${d}), 'NULL') WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'DOUBLE' THEN 'double' WHEN 'BOOLEAN' THEN 'bool' WHEN 'NULL' THEN 'null' ELSE 'long' END END`
  },
  'gettype-function',
)

export const conversionFunctions: ScalarFunctions = {
  tostring: toText,
  tolong: toLong,
  toint: toInt,
  toreal: toReal,
  todouble: toReal,
  todecimal: toDecimal,
  tobool: toBool,
  toboolean: toBool,
  todatetime: toDatetime,
  totimespan: toTimespan,
  totime: toTimespan,
  toguid: toGuid,
  todynamic: parseJson,
  toobject: parseJson,
  parse_json: parseJson,
  parsejson: parseJson,
  gettype: typeName,
  /** A scalar as a dynamic of its own type (a string stays a string), where a dynamic is expected. */
  _to_dynamic: siteRow(
    ['any'],
    'dynamic',
    'own',
    ({ types }) =>
      (x) =>
        toJson(x, types[0] ?? 'string'),
    'scalar-data-types/dynamic',
  ),
}
