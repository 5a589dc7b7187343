import type { TimelineRow } from '../../markdown/timeline.js'
import type { LintDocument } from '../document.js'
import type { Edit, Rule } from '../rule.js'

export const tableRowDuplicate: Rule = {
  id: 'table-row-duplicate',
  summary: 'A timeline row stands twice.',
  *check(document) {
    const seen: TimelineRow[] = []
    for (const row of document.timeline) {
      const twin = seen.find((other) => other.group === row.group && isSame(other, row))
      if (twin) {
        const { line } = document.lines.place(twin.start)
        const message = `the row repeats line ${line}`
        // Only a row that is the same to the letter can go without anyone looking.
        yield squeeze(twin.raw) === squeeze(row.raw)
          ? { at: row.start, message, fix: withoutLine(document, row) }
          : { at: row.start, message }
      } else seen.push(row)
    }
  },
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()
const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

function isSame(a: TimelineRow, b: TimelineRow): boolean {
  if (squeeze(a.date).toLowerCase() !== squeeze(b.date).toLowerCase()) return false
  const left = words(a.text)
  const right = words(b.text)
  const shared = [...left].filter((word) => right.has(word)).length
  const all = new Set([...left, ...right]).size
  return all > 0 && shared / all >= (all < 8 ? 1 : 0.85)
}

function withoutLine(document: LintDocument, row: TimelineRow): Edit {
  const { text } = document
  const start = text.lastIndexOf('\n', row.start - 1) + 1
  const next = text.indexOf('\n', row.end)
  return { start, end: next === -1 ? text.length : next + 1, text: '' }
}
