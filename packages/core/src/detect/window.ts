import { querySchema } from '../query/schema.js'
import { kqlTimespan, parseTimespan } from './timespan.js'

/**
 * Rules of ours name their two timespans at the top, one a line: `let window = 1h;` (what is new in this run) and
 * `let lookback = 14d;` (what it is compared with). Every row such a rule gives rests on records at or before that
 * row's time, so one run over a wide window gives what the hourly runs together would have given, at once.
 */
const windowLine = /^let window = [^;\n]+;$/m

export const hasWindow = (query: string): boolean => windowLine.test(query)

const named = (query: string, name: string): number | undefined => {
  const text = new RegExp(`^let ${name} = ([^;\\n]+);$`, 'm').exec(query)?.[1]
  return text === undefined ? undefined : parseTimespan(text)
}

/** How far back a query of ours asks: its window and what it compares with. Undefined without a window. */
export function lookbackOf(query: string): number | undefined {
  const window = named(query, 'window')
  return window === undefined ? undefined : window + (named(query, 'lookback') ?? 0)
}

/** The query judging the last `ms` before its `now` in one run. */
export const widen = (query: string, ms: number): string =>
  query.replace(windowLine, `let window = ${kqlTimespan(ms)};`)

/** Columns a table's rows are kept in time by, as Sentinel and Defender name them. */
const timeColumns = ['TimeGenerated', 'Timestamp']

/**
 * The query over the last `ms` alone, as Sentinel runs it: rules of others often leave out the condition on time, since
 * a scheduled rule never sees more than its `queryPeriod`. On the first line, so that lines keep their numbers.
 */
export function confine(query: string, ms: number): string {
  const words = new Set(query.match(/\w+/g))
  const lets = querySchema.allTables().flatMap(({ name, columns }) => {
    const time = timeColumns.find((column) => columns.some((known) => known.name === column))
    return words.has(name) && time && !new RegExp(`let\\s+${name}\\s*=`).test(query)
      ? [`let ${name} = ${name} | where ${time} between (ago(${kqlTimespan(ms)}) .. now());`]
      : []
  })
  return lets.length > 0 ? `${lets.join(' ')} ${query}` : query
}
