/** Time is milliseconds since 1970, UTC, always given: nothing here asks what time it is now. */

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const pad = (n: number, width = 2): string => String(n).padStart(width, '0')

let knownDay = Number.NaN
let knownText = ''

/** `2026-03-02T09:15:27`: the form of CreationTime, UTC without a zone suffix. */
export function plainTime(ms: number): string {
  const whole = Math.floor(ms / day)
  if (whole !== knownDay) {
    knownDay = whole
    knownText = new Date(whole * day).toISOString().slice(0, 10)
  }
  const rest = ms - whole * day
  return `${knownText}T${pad(Math.floor(rest / hour))}:${pad(Math.floor(rest / minute) % 60)}:${pad(Math.floor(rest / second) % 60)}`
}

/** `2026-03-02T09:15:27.123Z` */
export const zuluTime = (ms: number): string =>
  `${plainTime(ms)}.${pad(((ms % second) + second) % second, 3)}Z`

/** `2026-03-02T09:15:27Z` */
export const zuluSecond = (ms: number): string => `${plainTime(ms)}Z`

/** `3/2/2026 9:15:27 AM`: what PowerShell prints for a date under the en-US culture. */
export function usTime(ms: number): string {
  const text = plainTime(ms)
  const hours = Number(text.slice(11, 13))
  const twelve = hours % 12 === 0 ? 12 : hours % 12
  return `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))}/${text.slice(0, 4)} ${twelve}:${text.slice(14)} ${hours < 12 ? 'AM' : 'PM'}`
}

/** 0 is Sunday. */
export const weekday = (ms: number): number => (((Math.floor(ms / day) + 4) % 7) + 7) % 7
