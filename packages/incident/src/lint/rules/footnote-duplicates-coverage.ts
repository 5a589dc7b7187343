import type { FootnoteDefinition } from 'mdast'
import { endOf, startOf } from '../../markdown/parse.js'
import type { LintDocument } from '../document.js'
import { nodesOf } from '../prose.js'
import type { Report, Rule } from '../rule.js'
import { sameAddress } from './duplicate-coverage.js'

/** A page, paragraph or timestamp: what a coverage entry cannot say. */
const locator =
  /\b(?:pp?\.?|pgs?\.?|pages?|paras?\.?|paragraphs?|sections?|sec\.|§|footnote|fn\.?|chapter|ch\.|slide|line|min(?:ute)?|at \d+:)\s*(?:\d|[ivx]+\b|§|#)/i

export const footnoteDuplicatesCoverage: Rule = {
  id: 'footnote-duplicates-coverage',
  summary: 'A footnote repeats an entry of the coverage (or another footnote) and adds nothing to it.',
  *check(document) {
    const covered = new Map<string, number>()
    for (const entry of document.coverage)
      for (const link of entry.links) covered.set(sameAddress(link.url), entry.start)
    for (const note of nodesOf(document, 'footnoteDefinition')) yield* repeated(document, note, covered)
  },
}

function* repeated(
  document: LintDocument,
  note: FootnoteDefinition,
  covered: Map<string, number>,
): Generator<Report> {
  const start = startOf(note)
  const links = document.links.filter((link) => link.start >= start && link.end <= endOf(note))
  const [link] = links
  const words = document.text.slice(start, endOf(note))
  if (!link || links.length > 1 || locator.test(words.replace(/https?:\/\/\S+/g, ''))) return
  const outside = words.replace(/\[[^\]]*\]\([^)]*\)|https?:\/\/\S+|\[\^[^\]]+\]:/g, ' ')
  // A quotation or a remark of more than a name and a date is something the coverage does not say.
  if ((outside.match(/\p{L}+/gu) ?? []).length > 8) return
  const address = sameAddress(link.url)
  const first = covered.get(address)
  if (first === undefined) covered.set(address, start)
  else yield { at: start, message: `repeats line ${document.lines.place(first).line} of the page` }
}
