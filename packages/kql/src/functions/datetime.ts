import { literal, literalValue } from '../plan/expr.js'
import { bigint, type Fragment, sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { formatDatetimeNative, formatTimespanNative } from './native/datetime/format.js'
import { listTimezones, localToUtc, utcToLocal } from './native/datetime/zone.js'
import { nativeRow, row, siteRow } from './parts/row.js'
import { day, hour, inRange, minute, second, ticksOf, timestamp } from './parts/ticks.js'

const zero = sql`0`

/** Days are counted from year 1, which began on a Monday; Kusto's weeks begin on Sunday. */
const dayNumber = (t: Fragment): Fragment => sql`(${t} // ${day})`
/** Sunday, the 26th of December 9999. */
const LAST_WEEK = bigint(3_155_373_792_000_000_000n)

const weekday = (t: Fragment): Fragment => sql`((${dayNumber(t)} + 1) % 7)`

type Start = (t: Fragment, offset: Fragment) => Fragment

const startOfDay: Start = (t, offset) => sql`(${dayNumber(t)} + ${offset}) * ${day}`
const startOfWeek: Start = (t, offset) => sql`(${dayNumber(t)} - ${weekday(t)} + 7 * ${offset}) * ${day}`
const startOfMonth: Start = (t, offset) =>
  ticksOf(sql`date_trunc('month', ${timestamp(t)}) + to_months((${offset})::INTEGER)`)
const startOfYear: Start = (t, offset) =>
  ticksOf(sql`date_trunc('year', ${timestamp(t)}) + to_years((${offset})::INTEGER)`)

const starting = (start: Start, ref: string): ScalarFunction =>
  row(['datetime', 'long?'], 'datetime', 'own', (t, offset = zero) => inRange(start(t, offset)), ref)

/** The last tick before the next period begins. */
const ending = (start: Start, ref: string): ScalarFunction =>
  row(
    ['datetime', 'long?'],
    'datetime',
    'own',
    (t, offset = zero) => inRange(sql`(${start(t, sql`(${offset} + 1)`)} - 1)`),
    ref,
  )

/** A part of the calendar by the engine's function of that name. */
const calendar =
  (name: Fragment): ((t: Fragment) => Fragment) =>
  (t) =>
    sql`${name}(${timestamp(t)})::INTEGER`

const year = calendar(sql`year`)
const month = calendar(sql`month`)

const parts: Readonly<Record<string, (t: Fragment) => Fragment>> = {
  year,
  quarter: calendar(sql`quarter`),
  month,
  week_of_year: calendar(sql`weekofyear`),
  weekofyear: calendar(sql`weekofyear`),
  week: calendar(sql`weekofyear`),
  day: calendar(sql`day`),
  dayofyear: calendar(sql`dayofyear`),
  hour: (t) => sql`(${t} // ${hour} % 24)::INTEGER`,
  minute: (t) => sql`(${t} // ${minute} % 60)::INTEGER`,
  second: (t) => sql`(${t} // ${second} % 60)::INTEGER`,
  millisecond: (t) => sql`(${t} // 10000 % 1000)::INTEGER`,
  microsecond: (t) => sql`(${t} // 10 % 1000000)::INTEGER`,
  nanosecond: (t) => sql`(${t} % 10000000 * 100)::INTEGER`,
}

const part = (name: string): ScalarFunction['sql'] => ({
  duckdb: ([t]) => parts[name]?.(t ?? zero) ?? sql`NULL`,
})
const partOf = (name: string, ref: string): ScalarFunction => ({
  args: ['datetime'],
  returns: 'int',
  nulls: 'propagate',
  ...(part(name) ? { sql: part(name) as NonNullable<ScalarFunction['sql']> } : {}),
  ref,
})

/** A constant part name decides the SQL; Kusto takes no other. */
const byPart = (
  table: Readonly<Record<string, (...args: Fragment[]) => Fragment>>,
  args: ScalarFunction['args'],
  returns: ScalarFunction['returns'],
  ref: string,
): ScalarFunction => ({
  args,
  returns,
  nulls: 'own',
  sql: {
    duckdb: ([, ...rest], site) => {
      const name = String(literalValue(site.args[0])).toLowerCase()
      return table[name]?.(...rest) ?? sql`NULL`
    },
  },
  lower: (given, context) => {
    const name = literalValue(given[0])
    if (typeof name !== 'string') return context.refuse('the part of the date must be constant text')
    if (!table[name.toLowerCase()])
      context.refuse(`there is no date part "${name}"`, Object.keys(table).join(', '))
    return undefined
  },
  ref,
})

const unit =
  (size: Fragment) =>
  (count: Fragment, t: Fragment): Fragment =>
    inRange(sql`TRY_CAST((${t})::HUGEINT + (${count})::HUGEINT * ${size} AS BIGINT)`)
const months =
  (factor: number) =>
  (count: Fragment, t: Fragment): Fragment =>
    inRange(
      sql`(${ticksOf(sql`${timestamp(t)} + to_months((${count} * ${bigint(factor)})::INTEGER)`)} + ${t} % 10)`,
    )

const adding: Readonly<Record<string, (...args: Fragment[]) => Fragment>> = {
  year: (count = zero, t = zero) => months(12)(count, t),
  quarter: (count = zero, t = zero) => months(3)(count, t),
  month: (count = zero, t = zero) => months(1)(count, t),
  week: (count = zero, t = zero) => unit(sql`${day} * 7`)(count, t),
  day: (count = zero, t = zero) => unit(day)(count, t),
  hour: (count = zero, t = zero) => unit(hour)(count, t),
  minute: (count = zero, t = zero) => unit(minute)(count, t),
  second: (count = zero, t = zero) => unit(second)(count, t),
  millisecond: (count = zero, t = zero) => unit(sql`10000`)(count, t),
  microsecond: (count = zero, t = zero) => unit(sql`10`)(count, t),
  nanosecond: (count = zero, t = zero) => inRange(sql`(${t} + ${count} // 100)`),
}

/** How many borders of the period lie between the two. */
const borders =
  (count: (t: Fragment) => Fragment) =>
  (a: Fragment, b: Fragment): Fragment =>
    sql`(${count(a)} - ${count(b)})::BIGINT`
const differing: Readonly<Record<string, (...args: Fragment[]) => Fragment>> = Object.fromEntries(
  Object.entries({
    year,
    quarter: (t: Fragment) => sql`(${year(t)} * 4 + quarter(${timestamp(t)}))`,
    month: (t: Fragment) => sql`(${year(t)} * 12 + ${month(t)})`,
    week: (t: Fragment) => sql`((${dayNumber(t)} - ${weekday(t)}) // 7)`,
    day: dayNumber,
    hour: (t: Fragment) => sql`(${t} // ${hour})`,
    minute: (t: Fragment) => sql`(${t} // ${minute})`,
    second: (t: Fragment) => sql`(${t} // ${second})`,
    millisecond: (t: Fragment) => sql`(${t} // 10000)`,
    microsecond: (t: Fragment) => sql`(${t} // 10)`,
    nanosecond: (t: Fragment) => sql`(${t} * 100)`,
  }).map(([name, count]) => [
    name,
    (a = zero, b = zero) =>
      name === 'nanosecond'
        ? sql`TRY_CAST(((${a})::HUGEINT - (${b})::HUGEINT) * 100 AS BIGINT)`
        : borders(count)(a, b),
  ]),
)

const unixTime = (ticksPerUnit: Fragment, ref: string): ScalarFunction =>
  siteRow(
    ['number'],
    'datetime',
    'own',
    ({ types }) =>
      (x) => {
        const whole = types[0] === 'int' || types[0] === 'long'
        const ticks = whole
          ? sql`TRY_CAST((${x})::HUGEINT * ${ticksPerUnit} AS BIGINT)`
          : sql`TRY_CAST(round((${x})::DOUBLE * ${ticksPerUnit}) AS BIGINT)`
        return inRange(sql`TRY_CAST((${ticks})::HUGEINT + 621355968000000000 AS BIGINT)`)
      },
    ref,
  )

const makeDatetime: ScalarFunction = {
  ...row(
    ['any', 'long?', 'long?', 'long?', 'long?', 'real?'],
    'datetime',
    'own',
    (y, m = zero, d = zero, h = zero, mi = zero, s = sql`0.0`) => {
      const date = sql`TRY_CAST(lpad((${y})::VARCHAR, 4, '0') || '-' || lpad((${m})::VARCHAR, 2, '0') || '-' || lpad((${d})::VARCHAR, 2, '0') AS DATE)`
      const clock = sql`${h} * ${hour} + ${mi} * ${minute} + round((${s}) * 10000000)::BIGINT`
      return sql`CASE WHEN ${y} BETWEEN 1 AND 9999 AND ${h} BETWEEN 0 AND 23 AND ${mi} BETWEEN 0 AND 59 AND ${s} >= 0 AND ${s} < 60 THEN ${ticksOf(sql`${date}::TIMESTAMP`)} + ${clock} END`
    },
    'make-datetime-function',
  ),
  lower: (args, context) => (args.length === 1 ? context.call('todatetime', args, 'datetime') : undefined),
}

/** Two arguments: hours and minutes; three: and seconds; four: days first. One is converted. */
const makeTimespan: ScalarFunction = {
  ...row(
    ['any', 'any?', 'any?', 'any?'],
    'timespan',
    'own',
    (...args) => {
      const [d, h, m, s] =
        args.length === 4 ? args : [zero, ...args, ...(args.length === 2 ? [sql`0.0`] : [])]
      const ticks = sql`${d ?? zero} * ${day} + ${h ?? zero} * ${hour} + ${m ?? zero} * ${minute} + round((${s ?? zero}) * 10000000)::BIGINT`
      return sql`CASE WHEN ${d ?? zero} >= 0 AND ${h ?? zero} BETWEEN 0 AND 23 AND ${m ?? zero} BETWEEN 0 AND 59 AND ${s ?? zero} >= 0 AND ${s ?? zero} < 60 THEN (${ticks})::BIGINT END`
    },
    'make-timespan-function',
  ),
  lower: (args, context) => (args.length === 1 ? context.call('totimespan', args, 'timespan') : undefined),
}

/** The clock of the query, shifted. */
const clock = (sign: 1n | -1n, ref: string): ScalarFunction => ({
  args: sign < 0n ? ['timespan'] : [],
  ...(sign > 0n ? { optional: ['timespan'] } : {}),
  returns: 'datetime',
  nulls: 'own',
  lower: (args, context) => {
    const now = literal('datetime', context.now)
    const [shift] = args
    if (!shift) return now
    const by = literalValue(shift)
    if (typeof by === 'bigint') return literal('datetime', context.now + sign * by)
    return context.call(sign < 0n ? '-' : '+', [now, shift], 'datetime')
  },
  ref,
})

export const datetimeFunctions: ScalarFunctions = {
  now: clock(1n, 'now-function'),
  ago: clock(-1n, 'ago-function'),
  startofday: starting(startOfDay, 'startofday-function'),
  startofweek: starting(startOfWeek, 'startofweek-function'),
  startofmonth: starting(startOfMonth, 'startofmonth-function'),
  startofyear: starting(startOfYear, 'startofyear-function'),
  endofday: ending(startOfDay, 'endofday-function'),
  endofweek: ending(startOfWeek, 'endofweek-function'),
  endofmonth: ending(startOfMonth, 'endofmonth-function'),
  endofyear: ending(startOfYear, 'endofyear-function'),
  dayofweek: row(
    ['datetime'],
    'timespan',
    'own',
    // The engine asks for the end of the week, which the last one of all times does not have.
    (t) => sql`CASE WHEN ${t} < ${LAST_WEEK} THEN ${weekday(t)} * ${day} END`,
    'day-of-week-function',
  ),
  dayofmonth: partOf('day', 'day-of-month-function'),
  dayofyear: partOf('dayofyear', 'day-of-year-function'),
  hourofday: partOf('hour', 'hour-of-day-function'),
  monthofyear: partOf('month', 'monthofyear-function'),
  week_of_year: partOf('week_of_year', 'week-of-year-function'),
  weekofyear: partOf('week_of_year', 'week-of-year-function'),
  getyear: partOf('year', 'getyear-function'),
  getmonth: partOf('month', 'getmonth-function'),
  datetime_part: byPart(parts, ['string', 'datetime'], 'int', 'datetime-part-function'),
  datepart: byPart(parts, ['string', 'datetime'], 'int', 'datetime-part-function'),
  datetime_add: byPart(adding, ['string', 'long', 'datetime'], 'datetime', 'datetime-add-function'),
  datetime_diff: byPart(differing, ['string', 'datetime', 'datetime'], 'long', 'datetime-diff-function'),
  make_datetime: makeDatetime,
  make_timespan: makeTimespan,
  format_datetime: nativeRow(
    ['datetime', 'string'],
    'string',
    formatDatetimeNative,
    'format-datetime-function',
  ),
  format_timespan: nativeRow(
    ['timespan', 'string'],
    'string',
    formatTimespanNative,
    'format-timespan-function',
  ),
  unixtime_seconds_todatetime: unixTime(sql`10000000`, 'unixtime-seconds-todatetime-function'),
  unixtime_milliseconds_todatetime: unixTime(sql`10000`, 'unixtime-milliseconds-todatetime-function'),
  unixtime_microseconds_todatetime: unixTime(sql`10`, 'unixtime-microseconds-todatetime-function'),
  unixtime_nanoseconds_todatetime: row(
    ['number'],
    'datetime',
    'own',
    (x) => inRange(sql`(((${x})::BIGINT // 100) + 621355968000000000)`),
    'unixtime-nanoseconds-todatetime-function',
  ),
  datetime_utc_to_local: nativeRow(
    ['datetime', 'string'],
    'datetime',
    utcToLocal,
    'datetime-utc-to-local-function',
  ),
  datetime_local_to_utc: nativeRow(
    ['datetime', 'string'],
    'datetime',
    localToUtc,
    'datetime-local-to-utc-function',
  ),
  datetime_list_timezones: nativeRow([], 'dynamic', listTimezones, 'datetime-list-timezones-function'),
}
