import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lintPage } from './lint/lint.js'
import { loadIncidents } from './load.js'
import { metricsOf } from './metrics.js'
import type { IncidentEvent } from './model.js'

const content = fileURLToPath(new URL('../../../content/', import.meta.url))
const pages = loadIncidents(join(content, 'incidents'))
const now = new Date('2026-11-22')

describe('the incidents that come with the product', () => {
  it('are at least twelve, Storm-0558 among them, and at least five have hunts', () => {
    expect(pages.length).toBeGreaterThanOrEqual(12)
    expect(pages.map((page) => page.slug)).toContain('storm-0558')
    expect(pages.filter((page) => page.incident.hunts?.length).length).toBeGreaterThanOrEqual(5)
  })

  it.each(pages.map((page) => page.slug))('%s has no lint findings', (slug) => {
    const page = pages.find((candidate) => candidate.slug === slug)
    const file = page?.file ?? ''
    expect(lintPage(readFileSync(file, 'utf8'), file, { now }).findings).toEqual([])
  })

  it('name a dated source for every event, claim, victim, actor, technique and indicator', () => {
    for (const { slug, incident } of pages) {
      const published = new Map(incident.coverage.map((entry) => [entry.id, entry.published]))
      const facts = [
        ...incident.events,
        ...(incident.claims ?? []),
        ...incident.victims,
        ...(incident.actors ?? []),
        ...(incident.techniques ?? []),
        ...(incident.iocs ?? []).map((ioc) => ({ sources: [ioc.source] })),
      ]
      for (const fact of facts) {
        expect(fact.sources.length, slug).toBeGreaterThan(0)
        for (const id of fact.sources) expect(published.get(id), `${slug}: ${id}`).toMatch(/^\d{4}/)
      }
    }
  })

  it('keep the withdrawn crash dump of Storm-0558 as superseded', () => {
    const claims = pages.find((page) => page.slug === 'storm-0558')?.incident.claims ?? []
    const dump = claims.find((claim) => claim.id === 'crash-dump')
    expect(dump?.superseded_on).toBe('2024-03-12')
    expect(claims.some((claim) => claim.id === dump?.superseded_by)).toBe(true)
  })

  it('answer whether a customer could see it: with a hunt, a log, or "no customer log"', () => {
    for (const { slug, incident } of pages)
      expect(
        Boolean(incident.hunts?.length || incident.no_customer_log || incident.logs_needed.length),
        slug,
      ).toBe(true)
  })

  it('hunt with rules that exist', () => {
    const rules = readdirSync(join(content, 'rules'), { recursive: true }).map(String)
    for (const { slug, incident } of pages)
      for (const rule of (incident.hunts ?? []).flatMap((hunt) => hunt.rules))
        expect(
          rules.some((file) => new RegExp(`(^|/)${rule}-[^/]*\\.yaml$`).test(file)),
          `${slug}: ${rule}`,
        ).toBe(true)
  })

  it('have figures that a second, simpler calculation confirms', () => {
    const day = (event: IncidentEvent | undefined): number =>
      typeof event?.at === 'string' && event.at.length === 10 ? Date.parse(event.at) / 86_400_000 : Number.NaN
    for (const { slug, incident } of pages) {
      const first = (kind: string) => day(incident.events.find((event) => event.kind === kind))
      const simple = first('detected') - first('access-start')
      const { days } = metricsOf(incident).dwell
      if (!Number.isNaN(simple)) expect(days, slug).toEqual([simple, simple])
    }
    const storm = pages.find((page) => page.slug === 'storm-0558')
    if (!storm) throw new Error('no storm-0558')
    const metrics = metricsOf(storm.incident)
    expect(metrics.dwell.days).toEqual([31, 31])
    expect(metrics.start_to_disclosure.days).toEqual([57, 57])
    expect(metrics.corrections).toBe(2)
  })
})

const iocFile = join(content, '../../shared/domain/iocs-storm-0558.json')
const isThere = existsSync(iocFile)
if (!isThere) console.warn('skipped: ../shared is not here')

it.skipIf(!isThere)('Storm-0558 carries every published address with its days', () => {
  const { ips } = JSON.parse(readFileSync(iocFile, 'utf8')) as {
    ips: { ip: string; firstSeen: string; lastSeen: string }[]
  }
  const iocs = pages.find((page) => page.slug === 'storm-0558')?.incident.iocs ?? []
  for (const { ip, firstSeen, lastSeen } of ips)
    expect(iocs).toContainEqual(
      expect.objectContaining({ value: ip, first_seen: firstSeen, last_seen: lastSeen }),
    )
})
