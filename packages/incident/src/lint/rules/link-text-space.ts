import type { Link } from '../../markdown/links.js'
import type { LintDocument } from '../document.js'
import type { Report, Rule } from '../rule.js'

export const linkTextSpace: Rule = {
  id: 'link-text-space',
  summary: 'The text of a link begins or ends with a space, which is underlined or glues words together.',
  *check(document) {
    for (const link of document.links) {
      if (link.kind !== 'link') continue
      const found = textOf(document, link)
      if (!found) continue
      const [text, start] = found
      if (text.trim() !== '' && text !== text.trim()) yield report(document, link, text, start)
    }
  },
}

/** The text as written, and where it starts. Links whose text holds brackets are left alone. */
function textOf(document: LintDocument, link: Link): [string, number] | undefined {
  const written = document.text.slice(link.start, link.end)
  const match = /^\[([^[\]]*)\]/.exec(written)
  return match ? [match[1] ?? '', link.start + 1] : undefined
}

function report(document: LintDocument, link: Link, text: string, start: number): Report {
  const end = start + text.length
  const before = document.text[link.start - 1] ?? ' '
  const after = document.text[link.end] ?? ' '
  // The space moves out of the link where the words would otherwise run together.
  const lead = /^\s/.test(text) && /[\p{L}\p{N}]/u.test(before) ? ' ' : ''
  const tail = /\s$/.test(text) && /[\p{L}\p{N}]/u.test(after) ? ' ' : ''
  const rest = document.text.slice(end, link.end)
  return {
    at: link.start,
    message: 'a space at the edge of the link text',
    fix: { start: link.start, end: link.end, text: `${lead}[${text.trim()}${rest}${tail}` },
  }
}
