/** Days since 1970-01-01 (UTC); whole numbers, so that intervals are exact. */
export type Day = number

const msPerDay = 86_400_000

/** The day of a calendar date, or undefined when there is no such date (30 February). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same ? Math.floor(date.getTime() / msPerDay) : undefined
}

export const isoDay = (day: Day): string => new Date(day * msPerDay).toISOString().slice(0, 10)

export const dayOfInstant = (instant: Date): Day => Math.floor(instant.getTime() / msPerDay)

export const lastDayOfMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()
