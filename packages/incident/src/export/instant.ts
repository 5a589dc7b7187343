import { isoDay } from '../date/calendar.js'
import { readIso } from '../date/iso.js'
import type { Incident } from '../model.js'

/** A page date as a full UTC instant. A day without a time is its midnight; nothing is read off the clock. */
export function instantOf(text: string): string {
  if (/[T ]\d{2}:\d{2}/.test(text)) {
    const date = new Date(text.replace(' ', 'T'))
    if (!Number.isNaN(date.getTime())) return `${date.toISOString().slice(0, 19)}Z`
  }
  const reading = readIso(text)
  return `${reading.kind === 'date' ? isoDay(reading.span.first) : text.slice(0, 10)}T00:00:00Z`
}

export const stixInstant = (text: string): string => instantOf(text).replace('Z', '.000Z')

export const changedOn = (incident: Incident): string => instantOf(incident.lastmod ?? incident.date)
