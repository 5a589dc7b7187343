import { metricsOf } from '../metrics.js'
import type { IncidentPage } from '../model.js'

/** RFC 4180, and no cell that a spreadsheet would run as a formula. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

const row = (cells: readonly (string | number | undefined)[]): string => `${cells.map(cell).join(',')}\r\n`

const header = [
  'id',
  'slug',
  'title',
  'victim',
  'fault',
  'providers',
  'tags',
  'techniques',
  'incident_start_date',
  'incident_end_date',
  'disclosure_date',
  'dwell_days_min',
  'dwell_days_max',
  'start_to_disclosure_days_min',
  'start_to_disclosure_days_max',
  'coverage',
  'hunts',
]

/** One row per incident. Lists are joined with semicolons; a figure that is not known is empty, not zero. */
export function toCsv(pages: readonly IncidentPage[]): string {
  return row(header) + pages.map((page) => row(cellsOf(page))).join('')
}

function cellsOf({ slug, incident }: IncidentPage): (string | number | undefined)[] {
  const metrics = metricsOf(incident)
  return [
    incident.id,
    slug,
    incident.title,
    incident.victim,
    incident.fault,
    incident.providers.join(';'),
    incident.tags.join(';'),
    (incident.techniques ?? []).map((technique) => technique.id).join(';'),
    incident.incident_start_date,
    incident.incident_end_date,
    incident.disclosure_date,
    metrics.dwell.days?.[0],
    metrics.dwell.days?.[1],
    metrics.start_to_disclosure.days?.[0],
    metrics.start_to_disclosure.days?.[1],
    incident.coverage.length,
    (incident.hunts ?? []).length,
  ]
}
