import type { Incident, IncidentPage, Ioc } from '../model.js'
import { changedOn } from './instant.js'
import { taxiNamespace, uuid5 } from './uuid.js'

/** MISP attribute types and categories by kind of indicator (MISP core format, attribute types). */
const attributeKinds: Readonly<Record<string, { readonly type: string; readonly category: string }>> = {
  ipv4: { type: 'ip-src', category: 'Network activity' },
  ipv6: { type: 'ip-src', category: 'Network activity' },
  domain: { type: 'domain', category: 'Network activity' },
  url: { type: 'url', category: 'Network activity' },
  email: { type: 'email-src', category: 'Payload delivery' },
  md5: { type: 'md5', category: 'Payload delivery' },
  sha1: { type: 'sha1', category: 'Payload delivery' },
  sha256: { type: 'sha256', category: 'Payload delivery' },
  'user-agent': { type: 'user-agent', category: 'Network activity' },
  'x509-sha1': { type: 'x509-fingerprint-sha1', category: 'Network activity' },
}
const otherKind = { type: 'text', category: 'Other' }

/** The incident as a MISP event (MISP core format), ids made from the incident's own. */
export function toMisp(page: IncidentPage): object {
  const { incident } = page
  const timestamp = String(Math.floor(new Date(changedOn(incident)).getTime() / 1000))
  return {
    Event: {
      uuid: uuid5(taxiNamespace, `misp:${incident.id}`),
      info: incident.title,
      date: (incident.disclosure_date ?? incident.date).slice(0, 10),
      // 1 high … 4 undefined: severity is not ours to say. Analysis 2 is completed, 1 ongoing.
      threat_level_id: '4',
      analysis: incident.status.state === 'open' ? '1' : '2',
      distribution: '3',
      published: false,
      timestamp,
      Orgc: { name: 'Big Yellow Taxi', uuid: uuid5(taxiNamespace, 'misp:org') },
      Tag: tagsOf(incident).map((name) => ({ name })),
      Attribute: [
        ...incident.coverage.map((entry) => ({
          uuid: uuid5(taxiNamespace, `misp:${incident.id}:link:${entry.url}`),
          type: 'link',
          category: 'External analysis',
          value: entry.url,
          comment: `${entry.publisher}: ${entry.title}`,
          to_ids: false,
          timestamp,
        })),
        ...(incident.iocs ?? []).map((ioc) => attribute(incident, ioc, timestamp)),
      ],
    },
  }
}

const attribute = (incident: Incident, ioc: Ioc, timestamp: string): object => ({
  uuid: uuid5(taxiNamespace, `misp:${incident.id}:${ioc.type}:${ioc.value}`),
  ...(attributeKinds[ioc.type] ?? otherKind),
  value: ioc.value,
  comment: [ioc.type in attributeKinds ? '' : ioc.type, ioc.note ?? ''].filter(Boolean).join(': '),
  // Values that prove nothing alone, or have no days, must not raise alarms elsewhere.
  to_ids: ioc.sweep !== false && ioc.last_seen !== undefined && ioc.type in attributeKinds,
  ...(ioc.first_seen ? { first_seen: `${ioc.first_seen}T00:00:00.000000+00:00` } : {}),
  ...(ioc.last_seen ? { last_seen: `${ioc.last_seen}T23:59:59.000000+00:00` } : {}),
  timestamp,
})

const tagsOf = (incident: Incident): string[] => [
  'tlp:clear',
  ...(incident.actors ?? []).map((actor) => `misp-galaxy:threat-actor="${actor.name}"`),
  ...(incident.techniques ?? []).map((technique) => `mitre-attack:${technique.id}`),
]
