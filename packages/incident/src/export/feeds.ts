import type { IncidentPage } from '../model.js'
import { changedOn, instantOf } from './instant.js'

export interface FeedInfo {
  readonly title: string
  /** Address of the site, with a slash at its end. */
  readonly baseUrl: string
  /** Path of the feed itself, without its extension. */
  readonly path: string
}

// XML 1.0 allows no other control characters, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const xml = (text: string): string =>
  text
    .replace(illegal, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

const newest = (pages: readonly IncidentPage[]): IncidentPage[] =>
  [...pages].sort(
    (a, b) => (changedOn(a.incident) < changedOn(b.incident) ? 1 : -1) || (a.slug < b.slug ? -1 : 1),
  )

const urlOf = (info: FeedInfo, page: IncidentPage): string => `${info.baseUrl}incidents/${page.slug}/`

/** RFC 4287. The feed changed when its newest page did: nothing is read off the clock. */
export function toAtom(pages: readonly IncidentPage[], info: FeedInfo): string {
  const sorted = newest(pages)
  const updated = sorted[0] ? changedOn(sorted[0].incident) : '2026-01-01T00:00:00Z'
  const self = `${info.baseUrl}${info.path}.xml`
  const entries = sorted.map((page) => {
    const { incident } = page
    return [
      '  <entry>',
      `    <title>${xml(incident.title)}</title>`,
      `    <id>${xml(urlOf(info, page))}</id>`,
      `    <link rel="alternate" type="text/html" href="${xml(urlOf(info, page))}"/>`,
      `    <published>${instantOf(incident.date)}</published>`,
      `    <updated>${changedOn(incident)}</updated>`,
      `    <summary>${xml(incident.description)}</summary>`,
      ...incident.tags.map((tag) => `    <category term="${xml(tag)}"/>`),
      '  </entry>',
    ].join('\n')
  })
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `  <title>${xml(info.title)}</title>`,
    `  <id>${xml(self)}</id>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(info.baseUrl)}"/>`,
    `  <updated>${updated}</updated>`,
    '  <author><name>Big Yellow Taxi</name></author>',
    ...entries,
    '</feed>',
  ].join('\n')}\n`
}

/** JSON Feed 1.1. */
export const toJsonFeed = (pages: readonly IncidentPage[], info: FeedInfo): object => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: info.title,
  home_page_url: info.baseUrl,
  feed_url: `${info.baseUrl}${info.path}.json`,
  language: 'en',
  items: newest(pages).map((page) => ({
    id: urlOf(info, page),
    url: urlOf(info, page),
    title: page.incident.title,
    summary: page.incident.description,
    content_text: page.incident.description,
    date_published: instantOf(page.incident.date),
    date_modified: changedOn(page.incident),
    tags: page.incident.tags,
  })),
})
