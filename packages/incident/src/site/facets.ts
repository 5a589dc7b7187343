import type { Incident, IncidentPage } from '../model.js'

/** One way to sort incidents: its values are the choices of a filter and pages of their own. */
export interface Facet {
  readonly id: 'tag' | 'provider' | 'technique' | 'fault' | 'year'
  readonly label: string
  readonly folder: string
  readonly values: (incident: Incident) => readonly string[]
}

export const yearOf = (incident: Incident): string =>
  (incident.incident_start_date ?? incident.disclosure_date ?? incident.date).slice(0, 4)

export const facets: readonly Facet[] = [
  { id: 'tag', label: 'Tag', folder: 'tags', values: (incident) => incident.tags },
  { id: 'provider', label: 'Provider', folder: 'providers', values: (incident) => incident.providers },
  {
    id: 'technique',
    label: 'Technique',
    folder: 'techniques',
    values: (incident) => (incident.techniques ?? []).map((technique) => technique.id),
  },
  { id: 'fault', label: 'Fault side', folder: 'fault', values: (incident) => [incident.fault] },
  { id: 'year', label: 'Year', folder: 'years', values: (incident) => [yearOf(incident)] },
]

export const slugOfValue = (value: string): string =>
  value
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Every value of a facet with the pages that have it, in order of the value. */
export function groupBy(
  pages: readonly IncidentPage[],
  facet: Facet,
): [value: string, pages: IncidentPage[]][] {
  const groups = new Map<string, IncidentPage[]>()
  for (const page of pages)
    for (const value of new Set(facet.values(page.incident)))
      groups.set(value, [...(groups.get(value) ?? []), page])
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}
