import { walk } from '../../markdown/parse.js'
import type { Rule } from '../rule.js'

/** Nothing, or punctuation that was swept into a link of its own: `[.](https://…)`. */
const wordless = /^[\s.,;:!?'"()-]*$/

export const emptyLinkText: Rule = {
  id: 'empty-link-text',
  summary: 'A link has no words, so readers cannot see it and screen readers cannot say it.',
  *check(document) {
    for (const link of document.links) {
      if (link.kind !== 'link' || !wordless.test(link.text)) continue
      const shows = [...walk(link.node)].some((node) => node.type === 'image' || node.type === 'html')
      if (!shows) yield { at: link.start, message: `the link to ${link.url.slice(0, 80)} has no text` }
    }
  },
}
