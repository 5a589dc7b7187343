import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Root } from 'mdast'
import { type Day, dayOfInstant } from '../date/calendar.js'
import { type CoverageEntry, readCoverage } from '../markdown/coverage.js'
import { type Link, readLinks } from '../markdown/links.js'
import { maskForMarkdown, parseMarkdown } from '../markdown/parse.js'
import { readSections, type Section } from '../markdown/sections.js'
import { readTimeline, type TimelineRow } from '../markdown/timeline.js'
import { LineIndex } from '../page/lines.js'
import { type Page, readPage } from '../page/page.js'

/** A page read once, for every rule to look at. */
export interface LintDocument {
  readonly page: Page
  readonly text: string
  /** The text as Markdown sees it: front matter blank, template expressions filled; same offsets. */
  readonly masked: string
  readonly lines: LineIndex
  readonly tree: Root
  readonly sections: readonly Section[]
  readonly links: readonly Link[]
  readonly timeline: readonly TimelineRow[]
  readonly coverage: readonly CoverageEntry[]
  /** Day the page is judged on. */
  readonly today: Day
  /** Whether it is a page of an incident index, and not a blog post or a readme beside them. */
  readonly isIncident: boolean
  /** Whether the page states its facts as data in front matter (our own format). */
  readonly isStructured: boolean
  /** Whether a path relative to the page leads to a file; undefined when that cannot be known. */
  exists(path: string): boolean | undefined
}

const incidentFields = [
  'victim',
  'victims',
  'incident_start_date',
  'incident_end_date',
  'disclosure_date',
  'final_status',
  'events',
]

export function readDocument(text: string, file: string, now: Date): LintDocument {
  const page = readPage(text, file)
  const masked = maskForMarkdown(text, page.front.end)
  const tree = parseMarkdown(masked)
  const sections = readSections(tree)
  const links = readLinks(tree, masked)
  return {
    page,
    text,
    masked,
    lines: new LineIndex(text),
    tree,
    sections,
    links,
    timeline: readTimeline(tree, sections, text),
    coverage: readCoverage(tree, sections, links, text),
    today: dayOfInstant(now),
    isIncident: incidentFields.some((field) => field in page.front.fields),
    isStructured: typeof page.front.fields.format === 'string',
    exists: (path) => exists(file, path),
  }
}

/** Looks beside the page, and where the site would look: under `static`, and beside the page's own URL. */
function exists(file: string, path: string): boolean | undefined {
  const folder = dirname(resolve(file))
  if (path.startsWith('/')) return existsInSite(folder, path)
  const ownFolder = join(folder, basename(file).replace(/\.\w+$/, ''))
  const bases = [folder, ownFolder]
  // Hugo serves page.md at /page/, so that ../other is a sibling of the page, not of its folder.
  return bases.some((base) => isThere(join(base, path)) || isThere(join(base, path.replace(/^\.\.\//, ''))))
}

const isThere = (path: string): boolean =>
  existsSync(path) ||
  existsSync(`${path.replace(/\/$/, '')}.md`) ||
  existsSync(path.replace(/\.html?$/, '.md'))

function existsInSite(folder: string, path: string): boolean | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (
      basename(at) === 'content' ||
      existsSync(join(at, '_config.yml')) ||
      existsSync(join(at, 'hugo.toml'))
    ) {
      const root = basename(at) === 'content' ? dirname(at) : at
      return ['content', 'static', 'assets', '.'].some((part) => isThere(join(root, part, path)))
    }
    if (dirname(at) === at) return undefined
  }
}
