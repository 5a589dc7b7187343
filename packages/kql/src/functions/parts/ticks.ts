/** SQL for datetimes and timespans, which the engine holds as 100 ns ticks in a BIGINT (datetimes from year 1). */
import { MAX_DATETIME_TICKS, TICKS_PER_DAY } from '../../plan/type.js'
import { bigint, type Fragment, sql, text } from '../../sql/fragment.js'

export const day = bigint(TICKS_PER_DAY)
export const hour = bigint(TICKS_PER_DAY / 24n)
export const minute = bigint(TICKS_PER_DAY / 1440n)
export const second = bigint(10_000_000)
const epochMicroseconds = bigint(62_135_596_800_000_000n)

/** The engine's timestamp, cut to microseconds: for calendar questions. Ticks are never negative, so `//` floors. */
export const timestamp = (ticks: Fragment): Fragment =>
  sql`make_timestamp(${ticks} // 10 - ${epochMicroseconds})`

/** Ticks of an engine timestamp. */
export const ticksOf = (stamp: Fragment): Fragment => sql`((epoch_us(${stamp}) + ${epochMicroseconds}) * 10)`

/** Ticks that left the range of datetime are null, as in Kusto. */
export const inRange = (ticks: Fragment): Fragment =>
  sql`CASE WHEN ${ticks} BETWEEN 0 AND ${bigint(MAX_DATETIME_TICKS)} THEN ${ticks} END`

const padded = (value: Fragment, length: Fragment): Fragment => sql`lpad((${value})::VARCHAR, ${length}, '0')`

/** Seven decimals of a second. */
const decimals = (ticks: Fragment): Fragment => padded(sql`${ticks} % ${second}`, sql`7`)

/** `2020-01-01T00:00:00.0000000Z`; null stays null. */
export function datetimeText(ticks: Fragment): Fragment {
  const stamp = timestamp(ticks)
  return sql`(${padded(sql`year(${stamp})`, sql`4`)} || strftime(${stamp}, ${text('-%m-%dT%H:%M:%S.')}) || ${decimals(ticks)} || 'Z')`
}

/** `-1.02:03:04.5000000`: days and decimals only when there are any. */
export function timespanText(ticks: Fragment): Fragment {
  const size = sql`abs(${ticks})`
  const two = (value: Fragment): Fragment => padded(value, sql`2`)
  return sql`(CASE WHEN ${ticks} < 0 THEN '-' ELSE '' END || CASE WHEN ${size} >= ${day} THEN (${size} // ${day})::VARCHAR || '.' ELSE '' END || ${two(sql`${size} // ${hour} % 24`)} || ':' || ${two(sql`${size} // ${minute} % 60`)} || ':' || ${two(sql`${size} // ${second} % 60`)} || CASE WHEN ${size} % ${second} <> 0 THEN '.' || ${decimals(size)} ELSE '' END)`
}
