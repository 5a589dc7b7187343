/** Times inside are ISO 8601 UTC text with `Z`: equal lengths compare as text, see `utc`. */
export const dayMs = 86_400_000
export const hourMs = 3_600_000

/** Canonical form: milliseconds only where there are any, so that equal instants are equal texts. */
export const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

export const msOf = (time: string): number => Date.parse(time)

export const addMs = (time: string, ms: number): string => utc(msOf(time) + ms)

/** `2024-02-01` of a time. */
export const dayOf = (time: string): string => time.slice(0, 10)

export const startOfDay = (day: string): string => `${day}T00:00:00Z`

/** Two instants in order; text compare would put `…:05Z` after `…:05.5Z`. */
export const isBefore = (a: string, b: string): boolean => msOf(a) < msOf(b)

export const earlier = (a: string, b: string): string => (isBefore(b, a) ? b : a)
export const later = (a: string, b: string): string => (isBefore(a, b) ? b : a)

/** Days from `from` until `to` (exclusive instant), oldest first. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = []
  const end = msOf(to)
  for (let at = msOf(startOfDay(dayOf(from))); at < end; at += dayMs) days.push(dayOf(utc(at)))
  return days
}
