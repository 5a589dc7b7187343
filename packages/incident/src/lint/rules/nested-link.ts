import { endOf, startOf } from '../../markdown/parse.js'
import type { Rule } from '../rule.js'

/**
 * `[subsequently [identified by CNN](https://…) as the State Dept]`: an editor's bracket around a link reads as a
 * link within a link. Markdown forbids those, so the outer bracket stays visible and its end is easily lost.
 */
export const nestedLink: Rule = {
  id: 'nested-link',
  summary: 'A link stands inside the brackets of another link or of an editor’s note.',
  *check(document) {
    for (const link of document.links) {
      if (link.kind !== 'link') continue
      const before = document.text.slice(lineStart(document.text, link.start), link.start)
      const open = before.lastIndexOf('[')
      if (open === -1 || before.slice(open).includes(']') || before[open - 1] === '\\') continue
      // Another link that starts there and holds this one is an image link; the tree knows it.
      const at = link.start - (before.length - open)
      if (document.links.some((outer) => outer.start === at && outer.end >= link.end)) continue
      const after = document.text.slice(link.end, lineEnd(document.text, link.end))
      if (/^[^[\]]*\]/.test(after))
        yield {
          at,
          message: `a link inside brackets: ${document.text.slice(at, at + 50).split('\n', 1)[0]}…`,
        }
    }
    for (const link of document.links) {
      if (link.kind !== 'link' || !('children' in link.node)) continue
      const source = document.text.slice(startOf(link.node), endOf(link.node))
      const inner = /\[[^\]!]*\[[^\]]+\]\(/.exec(source)
      if (inner) yield { at: link.start, message: 'a link inside the text of another link' }
    }
  },
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
const lineEnd = (text: string, at: number): number => {
  const found = text.indexOf('\n', at)
  return found === -1 ? text.length : found
}
