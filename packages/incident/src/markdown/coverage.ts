import type { List, ListItem, Paragraph, Root, RootContent } from 'mdast'
import { findDates, type TextDate } from '../date/text.js'
import { outsideLinks } from './dated-lines.js'
import type { Link } from './links.js'
import { endOf, startOf } from './parse.js'
import { isCoverageTitle, isReferenceTitle, type Section } from './sections.js'

/** One publication a page lists. */
export interface CoverageEntry {
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly links: readonly Link[]
  readonly dates: readonly TextDate[]
  /** Offset in the file of `dates[i].start` is `start + dates[i].start`. */
  readonly group: number
  /** False for a plain reference list, which promises no dates. */
  readonly promisesDates: boolean
}

export function readCoverage(
  tree: Root,
  sections: readonly Section[],
  links: readonly Link[],
  source: string,
): CoverageEntry[] {
  const inside = new Map<RootContent, boolean>()
  for (const section of sections) {
    const promises = isCoverageTitle(section.title)
    if (!promises && !isReferenceTitle(section.title)) continue
    for (const block of section.blocks) if (!inside.has(block)) inside.set(block, promises)
  }
  const entries: CoverageEntry[] = []
  for (const block of tree.children) {
    const promises = inside.get(block)
    if (promises === undefined) continue
    const ranges =
      block.type === 'list' ? listRanges(block) : block.type === 'paragraph' ? lineRanges(block, source) : []
    for (const [start, end] of ranges) {
      const raw = source.slice(start, end)
      entries.push({
        start,
        end,
        raw,
        links: links.filter((link) => link.start >= start && link.end <= end && link.kind !== 'image'),
        dates: findDates(outsideLinks(raw)),
        group: startOf(block),
        promisesDates: promises,
      })
    }
  }
  return entries
}

type Range = readonly [start: number, end: number]

/** Leaves only: an item that groups others (by year, by publisher) is no entry itself. */
function listRanges(list: List): Range[] {
  return list.children.flatMap((item: ListItem): Range[] => {
    const nested = item.children.filter((child) => child.type === 'list')
    return nested.length > 0 ? nested.flatMap(listRanges) : [[startOf(item), endOf(item)]]
  })
}

/** `Publisher: [title](url) - date`, a link, or a bare URL opening a line; anything else is prose. */
const entryLine = /^\s*(?:(?:[^\s[\]:<>()][^[\]:<>()\n]{0,48}:\s*)?\*{0,2}\[[^\]]|<?https?:\/\/)/

function lineRanges(paragraph: Paragraph, source: string): Range[] {
  const ranges: [number, number][] = []
  let at = startOf(paragraph)
  for (const line of source.slice(at, endOf(paragraph)).split('\n')) {
    const end = at + line.length
    const last = ranges[ranges.length - 1]
    if (entryLine.test(line)) ranges.push([at, end])
    else if (last) last[1] = end
    at = end + 1
  }
  return ranges
}
