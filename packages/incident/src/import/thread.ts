import { hostOf, type ImportedCoverage, nextId } from './page.js'

/** One line of a thread, verbatim with its line end. */
export interface ThreadLine {
  readonly line: number
  readonly text: string
  readonly kind: 'blank' | 'link' | 'preview' | 'claim'
}

export interface ThreadClaim {
  readonly id: string
  readonly text: string
  /** A thread asserts; it does not prove. */
  readonly confidence: 'low'
  readonly line: number
}

type Cited = Omit<ImportedCoverage, 'id'>

export interface ImportedThread {
  readonly lines: readonly ThreadLine[]
  readonly coverage: readonly ImportedCoverage[]
  readonly claims: readonly ThreadClaim[]
}

const webAddress = /https?:\/\/[^\s<>"]+/g
const archives =
  /^https?:\/\/(?:archive\.(?:is|ph|today|md)|web\.archive\.org\/web)\/[^/]*\/?(https?:\/\/.+)$/i
const dayInPath = /\/(20\d{2})[/-](\d{2})[/-](\d{2})(?=[/-]|$)/

/**
 * A thread of posts as coverage (every address in it) and claims (every statement). No line is dropped:
 * `printThread(importThread(text).lines)` is the text again.
 */
export function importThread(text: string): ImportedThread {
  const lines = readLines(text)
  const claims = lines
    .filter((line) => line.kind === 'claim')
    .map(
      (line): ThreadClaim => ({
        id: `thread-${line.line}`,
        text: withoutAddresses(line.text),
        confidence: 'low',
        line: line.line,
      }),
    )
  const coverage = new Map<string, Cited>()
  const ids = new Map<string, number>()
  for (const [i, line] of lines.entries())
    for (const [address] of line.text.matchAll(webAddress)) {
      const entry = coverageOf(address, titleAfter(lines, i))
      const other = coverage.get(entry.url)
      if (!other || (other.title === '' && entry.title !== ''))
        coverage.set(entry.url, { ...other, ...entry })
    }
  return {
    lines,
    coverage: [...coverage.values()].map((entry) => ({ id: nextId(ids, entry.publisher), ...entry })),
    claims,
  }
}

export const printThread = (lines: readonly ThreadLine[]): string => lines.map((line) => line.text).join('')

const withoutAddresses = (text: string): string => text.replace(webAddress, '').trim()

function readLines(text: string): ThreadLine[] {
  const raw = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const lines: ThreadLine[] = []
  // After an address, posts show a preview: the title once or twice and the name of the site.
  let title: string | undefined
  for (const [i, line] of raw.entries()) {
    const words = line.trim()
    const hasAddress = words.search(webAddress) !== -1
    const rest = withoutAddresses(line)
    const isPreview: boolean = !hasAddress && words !== '' && isPreviewOf(lines, words, title)
    const kind = words === '' ? 'blank' : hasAddress && rest === '' ? 'link' : isPreview ? 'preview' : 'claim'
    if (hasAddress) title = undefined
    else if (kind === 'preview') title = title ?? words
    lines.push({ line: i + 1, text: line, kind })
  }
  return lines
}

/** The lines right below an address: a headline (no full stop), its subtitle, and the publisher's name. */
function isPreviewOf(before: readonly ThreadLine[], words: string, title: string | undefined): boolean {
  const last = [...before].reverse().find((line) => line.kind !== 'blank')
  if (!last || /[.?!]$/.test(words)) return false
  if (last.text.search(webAddress) !== -1) return !/^@|^-/.test(words) && words.split(' ').length >= 4
  if (last.kind !== 'preview') return false
  return (
    words.includes('|') ||
    words === title ||
    (title ?? '').startsWith(words) ||
    /^[A-Z]{2,5}$/.test(words) ||
    words.split(' ').length >= 6
  )
}

function titleAfter(lines: readonly ThreadLine[], index: number): string {
  const next = lines.slice(index + 1).find((line) => line.kind !== 'blank')
  return next?.kind === 'preview' ? next.text.trim().replace(/\s*\|.*$/, '') : ''
}

function coverageOf(address: string, title: string): Cited {
  const url = address.replace(/[.,;)]+$/, '')
  const source = archives.exec(url)?.[1]
  const day = dayInPath.exec(source ?? url)
  return {
    publisher: hostOf(source ?? url),
    title,
    url: source ?? url,
    ...(day ? { published: `${day[1]}-${day[2]}-${day[3]}` } : {}),
    ...(source || /^https?:\/\/archive\./i.test(url) ? { archive_url: url } : {}),
  }
}
