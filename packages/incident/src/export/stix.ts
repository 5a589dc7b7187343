import type { Coverage, Incident, IncidentPage } from '../model.js'
import { stixInstant } from './instant.js'
import { stixPattern } from './stix-pattern.js'
import { taxiNamespace, uuid5 } from './uuid.js'

export interface StixObject {
  readonly type: string
  readonly id: string
  readonly [property: string]: unknown
}

/** An id that depends on what the object is and nothing else: rebuilt anywhere, it is the same. */
const stixId = (type: string, name: string): string => `${type}--${uuid5(taxiNamespace, `${type}:${name}`)}`

/** The time every object without a history of its own carries, so that shared objects stay equal across bundles. */
const epoch = '2026-01-01T00:00:00.000Z'

/**
 * The incident as a STIX 2.1 bundle: report, incident, identities, intrusion sets, attack patterns, indicators,
 * courses of action and the relationships between them.
 */
export function toStix(page: IncidentPage): { type: 'bundle'; id: string; objects: StixObject[] } {
  const objects = [author(), ...objectsOf(page)]
  const unique = [...new Map(objects.map((object) => [object.id, object])).values()]
  return {
    type: 'bundle',
    id: stixId('bundle', page.incident.id),
    objects: [...unique, report(page, unique)],
  }
}

const authorId = stixId('identity', 'Big Yellow Taxi')
const shared = (type: string, name: string) => ({
  type,
  spec_version: '2.1',
  id: stixId(type, name),
  created_by_ref: authorId,
  created: epoch,
  modified: epoch,
})

const author = (): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: authorId,
  created: epoch,
  modified: epoch,
  name: 'Big Yellow Taxi incident index',
  identity_class: 'system',
})

function objectsOf({ incident }: IncidentPage): StixObject[] {
  const main: StixObject = {
    ...timed(incident, 'incident', incident.id),
    name: incident.title,
    description: incident.description,
    external_references: references(incident),
  }
  const victims = incident.victims.map(
    (victim): StixObject => ({
      ...shared('identity', `${victim.kind}:${victim.name}`),
      name: victim.name,
      identity_class:
        victim.kind === 'person' ? 'individual' : victim.kind === 'group' ? 'group' : 'organization',
    }),
  )
  const actors = (incident.actors ?? []).map(
    (actor): StixObject => ({
      ...shared('intrusion-set', actor.name),
      name: actor.name,
      ...(actor.aliases?.length ? { aliases: [...actor.aliases] } : {}),
    }),
  )
  const techniques = (incident.techniques ?? []).map(
    (technique): StixObject => ({
      ...shared('attack-pattern', technique.id),
      name: technique.name ?? technique.id,
      external_references: [
        {
          source_name: 'mitre-attack',
          external_id: technique.id,
          url: `https://attack.mitre.org/techniques/${technique.id.replace('.', '/')}/`,
        },
      ],
    }),
  )
  const indicators = indicatorsOf(incident)
  const actions = incident.lessons.map(
    (lesson, i): StixObject => ({
      ...timed(incident, 'course-of-action', `${incident.id}:${i}`),
      name: lesson.control ?? lesson.text.slice(0, 80),
      description: lesson.text,
    }),
  )
  const relations = [
    ...actors.flatMap((actor) => [
      relation(incident, main.id, 'attributed-to', actor.id),
      ...victims.map((victim) => relation(incident, actor.id, 'targets', victim.id)),
      ...techniques.map((technique) => relation(incident, actor.id, 'uses', technique.id)),
      ...indicators.map((indicator) => relation(incident, indicator.id, 'indicates', actor.id)),
    ]),
    ...victims.map((victim) => relation(incident, main.id, 'related-to', victim.id)),
    ...actions.map((action) => relation(incident, action.id, 'related-to', main.id)),
  ]
  return [main, ...victims, ...actors, ...techniques, ...indicators, ...actions, ...relations]
}

const timed = (incident: Incident, type: string, name: string) => ({
  type,
  spec_version: '2.1',
  id: stixId(type, name),
  created_by_ref: authorId,
  created: stixInstant(incident.date),
  modified: stixInstant(incident.lastmod ?? incident.date),
})

const relation = (incident: Incident, from: string, kind: string, to: string): StixObject => ({
  ...timed(incident, 'relationship', `${incident.id}:${from}:${kind}:${to}`),
  relationship_type: kind,
  source_ref: from,
  target_ref: to,
})

function indicatorsOf(incident: Incident): StixObject[] {
  return (incident.iocs ?? []).flatMap((ioc) => {
    const pattern = stixPattern(ioc)
    if (!pattern) return []
    const from = stixInstant(ioc.first_seen ?? incident.incident_start_date ?? incident.date)
    const until = ioc.last_seen
      ? new Date(new Date(stixInstant(ioc.last_seen)).getTime() + 86_400_000)
      : undefined
    return [
      {
        ...timed(incident, 'indicator', `${incident.id}:${ioc.type}:${ioc.value}`),
        name: `${ioc.type} ${ioc.value}`,
        ...(ioc.note ? { description: ioc.note } : {}),
        indicator_types: ['malicious-activity'],
        pattern,
        pattern_type: 'stix',
        valid_from: from,
        // A STIX indicator is valid until, not through, its end: the day after the last sighting.
        ...(until ? { valid_until: until.toISOString() } : {}),
        external_references: references(incident, [ioc.source]),
      },
    ]
  })
}

function references(incident: Incident, ids?: readonly string[]): object[] {
  const chosen = incident.coverage.filter((entry: Coverage) => !ids || ids.includes(entry.id))
  return chosen.map((entry) => ({ source_name: entry.publisher, description: entry.title, url: entry.url }))
}

const report = ({ incident }: IncidentPage, objects: readonly StixObject[]): StixObject => ({
  ...timed(incident, 'report', incident.id),
  name: incident.title,
  description: incident.description,
  report_types: ['threat-report'],
  published: stixInstant(incident.lastmod ?? incident.date),
  labels: [...incident.tags],
  object_refs: objects.map((object) => object.id),
  external_references: references(incident),
})
