import type { List, Paragraph, Root, RootContent, Table } from 'mdast'
import { bareWords, leadingDate } from './dated-lines.js'
import { endOf, plainText, startOf } from './parse.js'
import { isTimelineTitle, type Section } from './sections.js'

/** One event of a page's timeline, whichever way the page writes timelines. */
export interface TimelineRow {
  readonly start: number
  readonly end: number
  readonly raw: string
  /** The date as written, without marks. */
  readonly date: string
  readonly dateStart: number
  readonly dateEnd: number
  readonly text: string
  readonly shape: 'table' | 'list' | 'lines'
  /** The list or table it belongs to: rows are compared only within one. */
  readonly group: number
}

const isTimelineTable = (table: Table): boolean => {
  const header = table.children[0]?.children.map((cell) => plainText(cell).trim().toLowerCase()) ?? []
  return (
    /^(date|when|time)\b/.test(header[0] ?? '') && /^(event|what|activity|description)/.test(header[1] ?? '')
  )
}

/** Rows of every timeline section, and of every table headed Date | Event wherever it stands. */
export function readTimeline(tree: Root, sections: readonly Section[], source: string): TimelineRow[] {
  const inside = new Set<RootContent>()
  for (const section of sections)
    if (isTimelineTitle(section.title)) for (const block of section.blocks) inside.add(block)
  const rows: TimelineRow[] = []
  for (const block of tree.children) {
    if (block.type === 'table' && (inside.has(block) || isTimelineTable(block)))
      rows.push(...tableRows(block, source))
    else if (block.type === 'list' && inside.has(block)) rows.push(...listRows(block, source))
    else if (block.type === 'paragraph' && inside.has(block)) rows.push(...lineRows(block, source))
  }
  return rows
}

function tableRows(table: Table, source: string): TimelineRow[] {
  return table.children.slice(1).map((row) => {
    const [first, ...rest] = row.children
    const dateStart = first ? startOf(first) : startOf(row)
    const dateEnd = first ? endOf(first) : dateStart
    const date = bareWords(source.slice(dateStart, dateEnd).replace(/^\||\|$/g, ''))
    return {
      start: startOf(row),
      end: endOf(row),
      raw: source.slice(startOf(row), endOf(row)),
      date,
      dateStart,
      dateEnd,
      text: rest
        .map((cell) => plainText(cell))
        .join(' ')
        .trim(),
      shape: 'table',
      group: startOf(table),
    }
  })
}

function listRows(list: List, source: string): TimelineRow[] {
  return list.children.map((item) => {
    const first = item.children[0]
    const end = first ? endOf(first) : endOf(item)
    return rowOfText(startOf(item), end, source, 'list', startOf(list))
  })
}

/** `**July 14, 2023** - text`, one event per line or per paragraph. Paragraphs that open with no date are prose. */
function lineRows(paragraph: Paragraph, source: string): TimelineRow[] {
  const rows: { start: number; end: number }[] = []
  let at = startOf(paragraph)
  for (const line of source.slice(at, endOf(paragraph)).split('\n')) {
    const end = at + line.length
    const last = rows[rows.length - 1]
    if (/^\s*(?:\*\*|__)/.test(line) && leadingDate(line)) rows.push({ start: at, end })
    else if (last) last.end = end
    at = end + 1
  }
  return rows.map(({ start, end }) => rowOfText(start, end, source, 'lines', 0))
}

function rowOfText(
  start: number,
  end: number,
  source: string,
  shape: 'list' | 'lines',
  group: number,
): TimelineRow {
  const raw = source.slice(start, end)
  const found = leadingDate(raw)
  const words = bareWords(raw.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''))
  const date = found ? words.slice(0, found.end) : ''
  const at = found ? Math.max(0, raw.search(/[A-Z0-9]/i)) : 0
  return {
    start,
    end,
    raw,
    date,
    dateStart: start + at,
    dateEnd: start + at + date.length,
    text: found ? words.slice(found.end).replace(/^[\s:–—-]+/, '') : words,
    shape,
    group,
  }
}
