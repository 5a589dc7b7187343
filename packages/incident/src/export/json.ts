import { metricsOf } from '../metrics.js'
import type { IncidentPage } from '../model.js'

/** The incident as one JSON document: front matter as it is, derived figures beside it, the text as Markdown. */
export const toIncidentJson = (page: IncidentPage): object => ({
  ...page.incident,
  slug: page.slug,
  derived: metricsOf(page.incident),
  body: page.body,
})

/** What the index knows of every incident. */
export const toIndexJson = (pages: readonly IncidentPage[]): object => ({
  format: 'incident-index/1',
  incidents: pages.map(({ slug, incident }) => ({
    id: incident.id,
    slug,
    title: incident.title,
    description: incident.description,
    victim: incident.victim,
    fault: incident.fault,
    providers: incident.providers,
    services: incident.services,
    tags: incident.tags,
    techniques: (incident.techniques ?? []).map((technique) => technique.id),
    incident_start_date: incident.incident_start_date ?? null,
    incident_end_date: incident.incident_end_date ?? null,
    disclosure_date: incident.disclosure_date ?? null,
    status: incident.status,
    hunts: (incident.hunts ?? []).map((hunt) => ({ id: hunt.id, rules: hunt.rules })),
    derived: metricsOf(incident),
    url: `incidents/${slug}/`,
  })),
})
