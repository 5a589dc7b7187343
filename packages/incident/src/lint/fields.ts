import { readIso, type Span } from '../date/iso.js'
import type { LintDocument } from './document.js'

/** A front-matter field as text; undefined when absent, empty string when it is there without a value. */
export function fieldText(document: LintDocument, name: string): string | undefined {
  const { fields } = document.page.front
  if (!(name in fields)) return undefined
  const value = fields[name]
  if (value === null || value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined
}

export const fieldOffset = (document: LintDocument, ...path: (string | number)[]): number =>
  document.page.front.offsetOf(path)

/** The days a date field can mean; undefined when it is absent, empty or no date. */
export function fieldSpan(document: LintDocument, name: string): Span | undefined {
  const text = fieldText(document, name)
  const reading = text ? readIso(text) : undefined
  return reading?.kind === 'date' ? reading.span : undefined
}

export const incidentDateFields = ['incident_start_date', 'incident_end_date', 'disclosure_date'] as const
export const pageDateFields = ['date', 'lastmod', 'publishDate', 'last_modified_at'] as const
