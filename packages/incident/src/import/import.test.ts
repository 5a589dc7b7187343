import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPage } from '../page/page.js'
import { importIncident } from './incident.js'
import { importPage } from './page.js'
import { importThread, printThread } from './thread.js'

const now = new Date('2026-11-22')
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const legacy = readFileSync(file('../../fixtures/lint/clean/legacy.md'), 'utf8')
const thread = `A provider lost a key. https://mail.test/blog/2024/02/01/what-happened/
What happened | Mail Blog | Example Mail

What happened

They made tokens.

https://archive.ph/2024.02.04-1200/https://news.test/2024/02/04/mail-provider-loses-key/

- nobody noticed
🎶 rotate 🎶`

describe('a page of a flat index becomes data', () => {
  const result = importPage(legacy, 'legacy.md', now)

  it('its timeline becomes typed events, and its coverage dated sources', () => {
    expect(result.events.map(({ at, kind }) => `${at} ${kind}`)).toEqual([
      '2024-01-10 access-start',
      '2024-01-25 detected',
      '2024-01-27 contained',
      '2024-02-01 disclosed',
      '2024-02-03 advisory',
    ])
    expect(result.coverage.map(({ id, publisher, published }) => [id, publisher, published])).toEqual([
      ['example-mail', 'Example Mail', '2024-02-01'],
      ['the-agency', 'The agency', '2024-02-03'],
      ['daily-news', 'Daily News', '2024-02-04'],
      ['example-bank', 'Example Bank', '2024-02-05'],
    ])
    expect(result.events[0]?.sources).toEqual(['example-mail'])
  })

  it('fields nobody knows are named and kept, comments and all', () => {
    expect(result.unknown).toEqual(['showToc'])
    for (const line of readPage(legacy, '').head.split('\n')) expect(result.text).toContain(line)
  })

  it('its body is the same to the byte, with Windows line ends too', () => {
    for (const text of [legacy, legacy.replace(/\n/g, '\r\n')])
      expect(readPage(importPage(text, '', now).text, '').body).toBe(readPage(text, '').body)
  })

  it('and what a person has to add is listed', () =>
    expect(result.missing).toContain("the page must have required property 'fault'"))
})

describe('a thread becomes coverage and claims', () => {
  const result = importThread(thread)

  it('an address behind an archive is listed with its archive', () =>
    expect(result.coverage).toEqual([
      {
        id: 'mail-test',
        publisher: 'mail.test',
        title: 'What happened',
        url: 'https://mail.test/blog/2024/02/01/what-happened/',
        published: '2024-02-01',
      },
      {
        id: 'news-test',
        publisher: 'news.test',
        title: '',
        url: 'https://news.test/2024/02/04/mail-provider-loses-key/',
        published: '2024-02-04',
        archive_url:
          'https://archive.ph/2024.02.04-1200/https://news.test/2024/02/04/mail-provider-loses-key/',
      },
    ]))

  it('what is said becomes claims, previews of links do not', () =>
    expect(result.claims.map((claim) => claim.text)).toEqual([
      'A provider lost a key.',
      'They made tokens.',
      '- nobody noticed',
      '🎶 rotate 🎶',
    ]))

  it('no text at all loses a byte', () =>
    fc.assert(fc.property(fc.string(), (text) => printThread(importThread(text).lines) === text)))
})

it('a page and a thread of one incident become one page; what both cite is listed once', () => {
  const { text } = importIncident(legacy, 'legacy.md', [{ id: 'thread', text: thread }], now)
  const { fields } = readPage(text, '').front
  const urls = (fields.coverage as { url: string }[]).map((entry) => entry.url)
  expect(new Set(urls).size).toBe(urls.length)
  expect((fields.claims as { id: string }[]).map((claim) => claim.id)).toContain('thread-6')
  expect(fields.showToc).toBe(true)
})

const seeds = [
  '../../../../../shared/seeds/000_af284e821728184a.txt',
  '../../../../../shared/seeds/001_3c574d5e7eb7b516.txt',
].map(file)
const isThere = seeds.every(existsSync)
if (!isThere) console.warn('skipped: ../shared is not here')

it.skipIf(!isThere)('both seeds come in without loss', () => {
  const [page = '', posts = ''] = seeds.map((seed) => readFileSync(seed, 'utf8'))
  const {
    text,
    threads,
    page: imported,
  } = importIncident(page, 'seed.md', [{ id: 'thread', text: posts }], now)
  expect(readPage(text, '').body).toBe(readPage(page, '').body)
  expect(imported.events).toHaveLength(6)
  expect(imported.coverage).toHaveLength(7)
  const [thread] = threads
  expect(printThread(thread?.lines ?? [])).toBe(posts)
  expect(thread?.coverage).toHaveLength(6)
  for (const line of thread?.lines ?? [])
    if (line.kind === 'claim') expect(thread?.claims.some((claim) => claim.line === line.line)).toBe(true)
})
