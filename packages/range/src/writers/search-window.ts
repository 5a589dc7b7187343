import { hour } from '../clock.js'
import type { AuditRecord, Happening } from '../happening.js'
import type { OpenWriter } from './writer.js'

/** A record with its place in the search that returned it. */
export interface Found {
  readonly record: AuditRecord
  readonly time: number
  readonly index: number
  readonly count: number
}

/**
 * Search-UnifiedAuditLog is run window by window, and each result says which of how many it is. Records are
 * held until their hour is over, so one record more or less changes the numbers of that hour only.
 */
export function searchWindows(
  print: (found: readonly Found[]) => string,
  finish: () => string,
): OpenWriter<'audit'> {
  let held: { record: AuditRecord; time: number }[] = []
  let window = Number.NaN
  const flush = (): string => {
    const found = held.map((one, n) => ({ ...one, index: n + 1, count: held.length }))
    held = []
    return found.length === 0 ? '' : print(found)
  }
  return {
    write(record, happening: Happening) {
      const current = Math.floor(happening.arrival / hour)
      const text = current === window ? '' : flush()
      window = current
      held.push({ record, time: happening.time })
      return text
    },
    end: () => flush() + finish(),
  }
}
