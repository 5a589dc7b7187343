import { kqlTimespan } from './timespan.js'

/**
 * Rules of ours name their two timespans at the top, one a line: `let window = 1h;` (what is new in this run) and
 * `let lookback = 14d;` (what it is compared with). Every row such a rule gives rests on records at or before that
 * row's time, so one run over a wide window gives what the hourly runs together would have given, at once.
 */
const windowLine = /^let window = [^;\n]+;$/m

export const hasWindow = (query: string): boolean => windowLine.test(query)

/** The query judging the last `ms` before its `now` in one run. */
export const widen = (query: string, ms: number): string =>
  query.replace(windowLine, `let window = ${kqlTimespan(ms)};`)
