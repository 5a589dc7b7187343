import { stringify } from 'yaml'
import { isoDay } from '../date/calendar.js'
import { findDates } from '../date/text.js'
import { type LintDocument, readDocument } from '../lint/document.js'
import { bareWords } from '../markdown/dated-lines.js'
import type { EventKind } from '../model.js'
import { readPage } from '../page/page.js'
import { schemaProblems } from '../schema.js'

/** An event read off a timeline row. `at` is undefined where the row has no date that can be read. */
export interface ImportedEvent {
  readonly at: string | undefined
  readonly as_written: string
  readonly kind: EventKind
  readonly text: string
  /** Ids of the coverage entries whose addresses the row links to. */
  readonly sources: readonly string[]
  /** Addresses of the row that no coverage entry has. */
  readonly urls: readonly string[]
}

export interface ImportedCoverage {
  readonly id: string
  readonly publisher: string
  readonly title: string
  readonly url: string
  readonly published?: string
  readonly archive_url?: string
}

export interface ImportedPage {
  /** The page with what was read added to its front matter; every other byte as it was. */
  readonly text: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Fields that format incident/1 does not know. They are kept. */
  readonly unknown: readonly string[]
  readonly events: readonly ImportedEvent[]
  readonly coverage: readonly ImportedCoverage[]
  /** What a person still has to add before the page is of format incident/1. */
  readonly missing: readonly string[]
}

/** The flat fields of breach indexes that our format has too, or that its structured fields replace. */
const known = new Set([
  'title',
  'date',
  'lastmod',
  'description',
  'draft',
  'tags',
  'author',
  'author_url',
  'victim',
  'incident_start_date',
  'incident_end_date',
  'disclosure_date',
  'final_status',
])

/** The kind of an event by the words of its row; the first that fits. Anything else is background. */
const kinds: readonly { readonly kind: EventKind; readonly words: RegExp }[] = [
  { kind: 'advisory', words: /\badvisory\b|\bpublishes (?:a )?(?:report|guidance|blog)/i },
  {
    kind: 'disclosed',
    words: /\bdisclos\w*|\bannounc\w*|\bnotif(?:y|ies|ied) (?:the public|customers|users)/i,
  },
  { kind: 'detected', words: /\bnotic\w*|\bdetect\w*|\bdiscover\w*/i },
  { kind: 'contained', words: /\bdisabl\w*|\bcontain\w*|\brevok\w*|\bblock\w*|\bremov\w*/i },
  { kind: 'legal', words: /\bindict\w*|\bsentenc\w*|\bplead\w*|\bpled\b|\blawsuit\b|\bcourt\b|\bfined?\b/i },
  {
    kind: 'access-start',
    words: /\bbeg[ai]n\w*|\bgain\w* (?:unauthori[sz]ed )?access|\baccess\w*|\bcompromis\w*/i,
  },
]

/** Reads a page of a flat breach index: nothing of it is dropped, what its tables and lists say becomes data. */
export function importPage(text: string, file: string, now: Date): ImportedPage {
  const page = readPage(text, file)
  const document = readDocument(text, file, now)
  const coverage = readEntries(document)
  const events = document.timeline.map((row): ImportedEvent => {
    const [date] = findDates(row.date)
    const urls = document.links
      .filter((link) => link.start >= row.start && link.end <= row.end)
      .map((link) => link.url)
    return {
      at: isoOf(date),
      as_written: row.date,
      kind: kinds.find(({ words }) => words.test(row.text))?.kind ?? 'background',
      text: row.text,
      sources: coverage.filter((entry) => urls.includes(entry.url)).map((entry) => entry.id),
      urls: urls.filter((url) => !coverage.some((entry) => entry.url === url)),
    }
  })
  const fields = page.front.fields
  return {
    text: appendFields(text, { events, coverage }),
    fields,
    unknown: Object.keys(fields).filter((name) => !known.has(name)),
    events,
    coverage,
    missing: schemaProblems({ ...fields, format: 'incident/1', events, coverage }).map(
      (problem) => problem.message,
    ),
  }
}

function readEntries(document: LintDocument): ImportedCoverage[] {
  const ids = new Map<string, number>()
  return document.coverage.flatMap((entry): ImportedCoverage[] => {
    const [link] = entry.links
    if (!link) return []
    const published = isoOf(entry.dates[0])
    const before = bareWords(entry.raw.slice(0, link.start - entry.start)).replace(/^[-*+\s]+|[:\s-]+$/g, '')
    const publisher = before || hostOf(link.url)
    return [
      {
        id: nextId(ids, publisher),
        publisher,
        title: link.text.trim(),
        url: link.url,
        ...(published ? { published } : {}),
      },
    ]
  })
}

/** `cisa`, then `cisa-2`: short ids that a person can cite. */
export function nextId(ids: Map<string, number>, publisher: string): string {
  const base =
    publisher
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'source'
  const count = (ids.get(base) ?? 0) + 1
  ids.set(base, count)
  return count === 1 ? base : `${base}-${count}`
}

function isoOf(date: ReturnType<typeof findDates>[number] | undefined): string | undefined {
  if (!date?.span) return undefined
  const iso = isoDay(date.span.first)
  return date.form === 'year' ? iso.slice(0, 4) : date.form === 'month' ? iso.slice(0, 7) : iso
}

export const hostOf = (url: string): string => /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(url)?.[1] ?? ''

/**
 * Adds fields at the end of YAML front matter, before its closing fence. Lines that are there are not touched, so
 * comments, order and quoting stay. A field that exists already is left alone.
 */
export function appendFields(text: string, added: Readonly<Record<string, unknown>>): string {
  const { front, head, body } = readPage(text, '')
  const fresh = Object.fromEntries(
    Object.entries(added).filter(
      ([name, value]) => !(name in front.fields) && !(Array.isArray(value) && value.length === 0),
    ),
  )
  if (Object.keys(fresh).length === 0) return text
  const eol = head.includes('\r\n') ? '\r\n' : '\n'
  const yaml = stringify(fresh, { lineWidth: 0 }).replace(/\n/g, eol)
  if (front.kind !== 'yaml') return `---${eol}${yaml}---${eol}${front.kind === 'none' ? text : body}`
  const close = head.lastIndexOf('---')
  return head.slice(0, close) + yaml + head.slice(close) + body
}
