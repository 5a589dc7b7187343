import type { Incident, IncidentPage } from '../src/model.js'

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

const tags = [
  'Exchange Online',
  'AWS',
  'MFA',
  'Supply chain',
  'OAuth applications',
  'Logging',
  'Phishing',
  'Object storage',
]
const providers = ['Microsoft', 'AWS', 'Okta', 'Google', 'Snowflake']
const techniques = ['T1114.002', 'T1078.004', 'T1528', 'T1539', 'T1530', 'T1621']
const words =
  'token mailbox session rule consent proxy key vault signing tenant audit record secret backup laptop storage'.split(
    ' ',
  )

/** Incidents enough to be slow on: same number, same pages. */
export function syntheticPages(count: number): IncidentPage[] {
  return Array.from({ length: count }, (_, n) => ({
    slug: `case-${n}`,
    file: `case-${n}.md`,
    incident: incident(n),
    body: body(n),
  }))
}

const day = (n: number): string => new Date(Date.UTC(2015, 0, 1 + n)).toISOString().slice(0, 10)

function incident(n: number): Incident {
  const start = (n * 7) % 4000
  return {
    format: 'incident/1',
    id: `CI-${2015 + (n % 10)}-${String(n).padStart(4, '0')}`,
    title: `Case ${n}: the ${pick(words, n)} and the ${pick(words, n * 3 + 1)}`,
    date: '2026-01-01',
    lastmod: '2026-02-01',
    description: `What happened when a ${pick(words, n)} met a ${pick(words, n * 5 + 2)} in number ${n}.`,
    tags: [pick(tags, n), pick(tags, n * 3 + 1)].filter((tag, i, all) => all.indexOf(tag) === i),
    victim: `Company ${n}`,
    incident_start_date: day(start),
    incident_end_date: day(start + 30),
    disclosure_date: day(start + 60),
    status: { state: 'closed', as_of: '2026-01-01' },
    fault: pick(['provider', 'customer', 'third-party', 'shared'] as const, n),
    victims: [{ name: `Company ${n}`, kind: 'organization', sources: ['a'] }],
    actors: [{ name: `Actor ${n % 40}`, confidence: 'moderate', sources: ['a'] }],
    providers: [pick(providers, n)],
    services: ['Service'],
    events: [0, 10, 20, 30, 60].map((offset, i) => ({
      at: day(start + offset),
      kind:
        (['access-start', 'background', 'detected', 'contained', 'disclosed'] as const)[i] ?? 'background',
      text: `Something about the ${pick(words, n + i)} happened on that day`,
      sources: ['a'],
    })),
    coverage: ['a', 'b', 'c'].map((id) => ({
      id,
      publisher: `Paper ${id}`,
      title: `What ${id} wrote of case ${n}`,
      url: `https://news.test/${n}/${id}`,
      published: day(start + 61),
    })),
    techniques: [{ id: pick(techniques, n), evidence: 'It was seen.', sources: ['a'] }],
    iocs: [
      {
        type: 'ipv4',
        value: `192.0.2.${n % 250}`,
        first_seen: day(start),
        last_seen: day(start + 5),
        source: 'a',
      },
    ],
    logs_needed: [{ source: 'Unified Audit Log', operation: 'MailItemsAccessed', tier: 'Audit (Standard)' }],
    lessons: [{ text: 'Look at the log.', owner: 'customer' }],
    revisions: [{ on: '2026-01-01', text: 'First version.' }],
  }
}

const body = (n: number): string =>
  `\nThe summary of case ${n}.\n\n## What happened\n\n${Array.from({ length: 12 }, (_, i) => `Paragraph ${i} tells of the ${pick(words, n + i)} and of [what](https://news.test/${n}/a) the ${pick(words, n * i + 3)} did.`).join('\n\n')}\n`
