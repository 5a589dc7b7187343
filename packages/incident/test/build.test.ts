import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { buildSite, type HuntResult, loadIncidents, type RunHunt } from '../src/index.js'
import { syntheticPages } from './synthetic.js'

const own = loadIncidents(fileURLToPath(new URL('../../../content/incidents', import.meta.url)))
const baseUrl = 'https://incidents.test/'
const fires: HuntResult = {
  status: 'fires',
  findings: [
    {
      rule: 'MBX-03',
      title: 'Read with a forged token',
      subject: 'a@b.test',
      first: '',
      last: '',
      evidence: ['1'],
    },
  ],
}
const silent: HuntResult = { status: 'silent' }
const told =
  (positive: HuntResult, negative: HuntResult): RunHunt =>
  async (_request, data) =>
    data.kind === 'fixture' && data.fixture.storyline ? positive : negative

describe('the site', () => {
  it('is the same to the byte when it is built again', async () => {
    const [a, b] = [await buildSite(own, { baseUrl }), await buildSite([...own], { baseUrl })]
    expect([...b.files]).toEqual([...a.files])
  })

  it('has a page, JSON, STIX and MISP for each incident, and every link within it leads somewhere', async () => {
    const { files } = await buildSite(own, { baseUrl })
    for (const { slug } of own)
      for (const name of ['index.html', 'incident.json', 'stix.json', 'misp.json'])
        expect(files.has(`incidents/${slug}/${name}`)).toBe(true)
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue
      for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(href)) continue
        const [target = '', fragment] = href.split('#')
        const resolved = target === '' ? path : new URL(target, `${baseUrl}${path}`).pathname.slice(1)
        expect(files.has(resolved), `${path} -> ${href}`).toBe(true)
        if (fragment && resolved.endsWith('.html'))
          expect(files.get(resolved), `${path} -> ${href}`).toContain(`id="${fragment}"`)
      }
    }
  })

  it('lists every incident and has a way to each by tag, provider, technique, fault side and year, without scripts', async () => {
    const { files } = await buildSite(own, { baseUrl })
    const index = files.get('index.html') ?? ''
    for (const page of own) expect(index).toContain(`incidents/${page.slug}/index.html`)
    const browse = files.get('browse.html') ?? ''
    for (const folder of ['tags/', 'providers/', 'techniques/', 'fault/', 'years/'])
      expect(browse).toContain(folder)
  })

  it('prints what a page says and runs none of it', async () => {
    const [page] = syntheticPages(1)
    if (!page) throw new Error('no page')
    const evil = '<script>alert(1)</script>'
    const { files } = await buildSite([
      {
        ...page,
        body: `${evil}\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>`,
        incident: {
          ...page.incident,
          title: evil,
          coverage: [
            { id: 'a', publisher: evil, title: evil, url: 'javascript:alert(1)', published: '2024' },
          ],
        },
      },
    ])
    const html = files.get('incidents/case-0/index.html') ?? ''
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('href="javascript:')
    expect(html).not.toContain('onerror')
  })
})

describe('feeds', () => {
  const jsonFeed = {
    type: 'object',
    required: ['version', 'title', 'items'],
    properties: {
      version: { const: 'https://jsonfeed.org/version/1.1' },
      title: { type: 'string' },
      home_page_url: { type: 'string', pattern: '^https://' },
      feed_url: { type: 'string', pattern: '^https://' },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'content_text'],
          properties: {
            id: { type: 'string' },
            date_published: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
            tags: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
  }

  it('are JSON Feed 1.1 and RFC 4287, globally and per tag', async () => {
    const { files } = await buildSite(own, { baseUrl })
    const tags = new Set(own.flatMap((page) => page.incident.tags))
    const feeds = [...files].filter(([path]) => /(^|\/)feed\.json$/.test(path))
    expect(feeds).toHaveLength(tags.size + 1)
    const validate = new Ajv2020().compile(jsonFeed)
    for (const [path, text] of feeds) {
      expect(validate(JSON.parse(text)), path).toBe(true)
      atomIsValid(files.get(path.replace('.json', '.xml')) ?? '')
    }
  })
})

/** What RFC 4287 demands of a feed and of each entry; the browser test parses the XML itself. */
function atomIsValid(xml: string): void {
  const [head = '', ...entries] = xml.split('<entry>')
  for (const part of [head, ...entries])
    for (const name of ['title', 'id', 'updated']) expect(part.split(`<${name}>`), name).toHaveLength(2)
  expect(head).toContain('rel="self"')
  expect(head).toContain('<author><name>')
  const ids = entries.map((entry) => /<id>([^<]+)<\/id>/.exec(entry)?.[1])
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, time = ''] of xml.matchAll(/<(?:updated|published)>([^<]*)</g))
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
}

describe('hunts', () => {
  it('that fire on the attack and are silent without it are shown with their last run', async () => {
    const site = await buildSite(own, { baseUrl, runHunt: told(fires, silent) })
    expect(site.runs.length).toBeGreaterThanOrEqual(5)
    const html = site.files.get('incidents/storm-0558/index.html') ?? ''
    expect(html).toContain(
      'with the attack, <span class="fires">1 finding</span>; without it, <span class="silent">silent</span>',
    )
    expect(html).toContain('taxi incident hunt storm-0558 --workspace DIR')
  })

  it.each([
    ['are silent on the attack', silent, silent],
    ['fire without the attack', fires, fires],
    ['cannot be judged on the attack', { status: 'not-evaluable', reasons: ['no sign-ins'] }, silent],
    ['cannot be judged without it', fires, { status: 'not-evaluable', reasons: ['no sign-ins'] }],
  ] as const)('that %s keep the page from being published', async (_name, positive, negative) => {
    await expect(buildSite(own, { runHunt: told(positive, negative) })).rejects.toMatchObject({
      code: 'INC301',
    })
  })

  it('"no customer log shows this" is an answer, and is printed', async () => {
    const { files } = await buildSite(own)
    expect(files.get('incidents/codecov-2021/index.html')).toContain('No customer log shows this.')
  })
})
