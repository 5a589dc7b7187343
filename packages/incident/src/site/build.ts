import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toCsv } from '../export/csv.js'
import { toAtom, toJsonFeed } from '../export/feeds.js'
import { toIncidentJson, toIndexJson } from '../export/json.js'
import { toMisp } from '../export/misp.js'
import { toStix } from '../export/stix.js'
import { type HuntRun, refuseFailingHunts, runHunts } from '../hunt/check.js'
import type { RunHunt } from '../hunt/hunt.js'
import type { IncidentPage } from '../model.js'
import { clientScript } from './client.js'
import { facets, groupBy, slugOfValue } from './facets.js'
import { renderIncident } from './incident-page.js'
import { renderBrowse, renderGroup, renderIndex } from './index-page.js'
import { renderLogs } from './logs-page.js'
import { styleSheet } from './style.js'

export interface BuildOptions {
  /** Address the site will have, for feeds; pages themselves link relatively. */
  readonly baseUrl?: string
  /** Runs hunts on their fixtures. Without it no hunt is run, no page is refused for one, and pages say so. */
  readonly runHunt?: RunHunt
}

export interface Site {
  /** Path below the output folder, and content. */
  readonly files: ReadonlyMap<string, string>
  readonly runs: readonly HuntRun[]
}

/** A host that can never exist (RFC 2606), so that a feed built without an address is plain to see. */
const defaultBaseUrl = 'https://big-yellow-taxi.example/'
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

/**
 * The whole site in memory: the same pages give the same bytes.
 * Throws INC301 when a published incident's hunt is silent on its positive fixture or fires on its negative one.
 */
export async function buildSite(pages: readonly IncidentPage[], options: BuildOptions = {}): Promise<Site> {
  const runs = options.runHunt ? await runHunts(pages, options.runHunt) : undefined
  if (runs) refuseFailingHunts(pages, runs)
  const files = new Map<string, string>()
  const titles = new Map(pages.map((page) => [page.slug, page.incident.title]))
  addShared(files, pages, options.baseUrl ?? defaultBaseUrl)
  for (const page of pages) {
    const folder = `incidents/${page.slug}`
    files.set(`${folder}/index.html`, renderIncident(page, { titles, runs }))
    files.set(`${folder}/incident.json`, json(toIncidentJson(page)))
    files.set(`${folder}/stix.json`, json(toStix(page)))
    files.set(`${folder}/misp.json`, json(toMisp(page)))
  }
  return { files, runs: runs ?? [] }
}

function addShared(files: Map<string, string>, pages: readonly IncidentPage[], baseUrl: string): void {
  const title = 'Big Yellow Taxi: cloud incidents'
  files.set('index.html', renderIndex(pages))
  files.set('browse.html', renderBrowse(pages))
  files.set('logs.html', renderLogs(pages))
  files.set('style.css', styleSheet)
  files.set('index.js', clientScript)
  files.set('search.js', searchScript(pages))
  files.set('index.json', json(toIndexJson(pages)))
  files.set('incidents.csv', toCsv(pages))
  files.set('feed.xml', toAtom(pages, { title, baseUrl, path: 'feed' }))
  files.set('feed.json', json(toJsonFeed(pages, { title, baseUrl, path: 'feed' })))
  for (const facet of facets)
    for (const [value, group] of groupBy(pages, facet)) {
      const folder = `${facet.folder}/${slugOfValue(value)}`
      files.set(`${folder}/index.html`, renderGroup(facet, value, group))
      if (facet.id !== 'tag') continue
      const info = { title: `${title}, ${value}`, baseUrl, path: `${folder}/feed` }
      files.set(`${folder}/feed.xml`, toAtom(group, info))
      files.set(`${folder}/feed.json`, json(toJsonFeed(group, info)))
    }
}

/** The words of every incident, lower case, as a script: a folder opened from disk may not fetch. */
function searchScript(pages: readonly IncidentPage[]): string {
  const texts = Object.fromEntries(pages.map((page) => [page.slug, wordsOf(page)]))
  // Inside a script file no HTML is parsed; the separators U+2028/9 are legal in JSON and in ES2019 strings.
  return `window.incidentTexts = ${JSON.stringify(texts)}\n`
}

function wordsOf({ slug, incident, body }: IncidentPage): string {
  const parts = [
    slug,
    incident.id,
    incident.title,
    incident.description,
    incident.victim,
    ...(incident.aliases ?? []),
    ...incident.tags,
    ...incident.providers,
    ...incident.services,
    ...(incident.actors ?? []).flatMap((actor) => [actor.name, ...(actor.aliases ?? [])]),
    ...incident.victims.map((victim) => victim.name),
    ...incident.events.map((event) => event.text),
    ...(incident.techniques ?? []).map((technique) => `${technique.id} ${technique.name ?? ''}`),
    ...(incident.hunts ?? []).flatMap((hunt) => hunt.rules),
    ...(incident.iocs ?? []).map((ioc) => ioc.value),
    body,
  ]
  return parts.join(' ').toLowerCase().replace(/\s+/g, ' ')
}

/** Writes a site into a folder. Files that are there and not part of the site are left alone. */
export function writeSite(site: Site, out: string): void {
  const made = new Set<string>()
  for (const [path, content] of site.files) {
    const file = join(out, path)
    const folder = dirname(file)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    writeFileSync(file, content)
  }
}
