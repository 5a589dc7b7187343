import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadIncidents, toCsv, toMisp, toStix } from '../src/index.js'
import { stixProblems } from './stix-check.js'
import { syntheticPages } from './synthetic.js'

const own = loadIncidents(fileURLToPath(new URL('../../../content/incidents', import.meta.url)))
const pages = [...own, ...syntheticPages(20)]

describe('STIX', () => {
  it.each(pages.map((page) => page.slug))('%s validates', (slug) => {
    const page = pages.find((candidate) => candidate.slug === slug)
    if (page) expect(stixProblems(toStix(page))).toEqual([])
  })

  it('gives the same ids for the same incident, and shares victims, actors and techniques between bundles', () => {
    const [a, b] = own.filter((page) =>
      page.incident.techniques?.some((technique) => technique.id === 'T1114.002'),
    )
    if (!a || !b) throw new Error('two incidents should have T1114.002')
    expect(toStix(a)).toEqual(toStix(a))
    const shared = toStix(a).objects.filter((one) => toStix(b).objects.some((other) => other.id === one.id))
    expect(shared.some((one) => one.type === 'attack-pattern')).toBe(true)
    for (const one of shared) expect(toStix(b).objects).toContainEqual(one)
  })

  it('is refused by the check when it is wrong', () => {
    const bundle = toStix(own[0] as (typeof own)[number])
    const broken = bundle.objects.map((one) => (one.type === 'report' ? { ...one, published: 'soon' } : one))
    expect(stixProblems({ ...bundle, objects: broken }).length).toBeGreaterThan(0)
    expect(stixProblems({ ...bundle, objects: bundle.objects.slice(1) }).length).toBeGreaterThan(0)
  })
})

describe('MISP', () => {
  const storm = own.find((page) => page.slug === 'storm-0558')
  if (!storm) throw new Error('no storm-0558')
  const { Event: event } = toMisp(storm) as { Event: { uuid: string; Attribute: Record<string, unknown>[] } }

  it('every attribute has a uuid of its own, a type, a category and a value', () => {
    const uuids = [event.uuid, ...event.Attribute.map((one) => String(one.uuid))]
    expect(new Set(uuids).size).toBe(uuids.length)
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    for (const one of event.Attribute)
      for (const name of ['type', 'category', 'value']) expect(one[name]).toBeTruthy()
  })

  it('values that prove nothing alone raise no alarm elsewhere', () => {
    const agent = event.Attribute.find((one) => one.type === 'user-agent')
    expect(agent?.to_ids).toBe(false)
    expect(event.Attribute.find((one) => one.value === '195.26.87.219')?.to_ids).toBe(true)
  })
})

describe('CSV', () => {
  const [first] = syntheticPages(1)
  if (!first) throw new Error('no page')

  it('has one row per incident and as many cells in each', () => {
    const rows = toCsv(own).trimEnd().split('\r\n')
    expect(rows).toHaveLength(own.length + 1)
  })

  it('a title that a spreadsheet would run as a formula is made text', () => {
    const page = { ...first, incident: { ...first.incident, title: '=HYPERLINK("https://evil.test","x")' } }
    expect(toCsv([page])).toContain(`"'=HYPERLINK(""https://evil.test"",""x"")"`)
  })

  it('a figure that is not known is empty, not zero', () => {
    const events = first.incident.events.filter((event) => event.kind !== 'detected')
    const [header = '', row = ''] = toCsv([{ ...first, incident: { ...first.incident, events } }]).split(
      '\r\n',
    )
    expect(row.split(',')[header.split(',').indexOf('dwell_days_min')]).toBe('')
  })
})
