import { endOf, startOf } from '../../markdown/parse.js'
import type { LintDocument } from '../document.js'
import { isTemplate, nodesOf } from '../prose.js'
import type { Report, Rule } from '../rule.js'

export const malformedLink: Rule = {
  id: 'malformed-link',
  summary: 'Link marks that make no link: a bracket is missing, doubled, or the target is cut off.',
  *check(document) {
    yield* brokenMarks(document)
    for (const link of document.links) {
      if (link.kind === 'bare' || isTemplate(link.url)) continue
      const reason = wrongTarget(link.url)
      if (reason) yield { at: link.start, message: `${reason}: ${link.url.slice(0, 80)}` }
    }
  },
}

/** What Markdown left as text although it was meant as a link. */
function* brokenMarks(document: LintDocument): Generator<Report> {
  for (const node of nodesOf(document, 'text')) {
    const source = document.masked.slice(startOf(node), endOf(node))
    for (const match of source.matchAll(/(?<!\\)\](?:\(|\s\((?=https?:))/g)) {
      const open = source.lastIndexOf('[', match.index)
      yield {
        at: startOf(node) + (open === -1 ? match.index : open),
        message: `this is not a link: ${source.slice(open === -1 ? match.index : open, match.index + 40)}`,
      }
    }
  }
}

const targetProblems: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /^\(.*\)$/, says: 'the target is in parentheses twice' },
  { pattern: /^www\./i, says: 'the target has no scheme (https://)' },
  {
    pattern: /^(?:https?:\/(?!\/)|https?\/\/|htt:|htp:|htps:|hhttps?:|ttps?:|https?;)/i,
    says: 'the scheme is misspelled',
  },
  { pattern: /^https?:\/\/https?:?\/\//i, says: 'the scheme is doubled' },
  { pattern: /^https?:\/\/[^/?#]*(?:,|%20|\s)/i, says: 'the host name is broken' },
  { pattern: /^https?:\/\/[a-z0-9-]+\/?$/i, says: 'the host name is cut off' },
  { pattern: /^[a-z0-9-]+\.(?:com|org|net|gov|io|edu)\/\S*$/i, says: 'the target has no scheme (https://)' },
]

function wrongTarget(url: string): string | undefined {
  if (/^https?:\/\/localhost/i.test(url)) return 'the target is on the author’s own machine'
  return targetProblems.find(({ pattern }) => pattern.test(url))?.says
}
