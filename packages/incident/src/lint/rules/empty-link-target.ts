import type { Rule } from '../rule.js'

export const emptyLinkTarget: Rule = {
  id: 'empty-link-target',
  summary: 'A link leads nowhere: its target is empty.',
  *check(document) {
    for (const link of document.links)
      if (link.url.trim() === '') yield { at: link.start, message: `the link "${link.text}" has no target` }
  },
}
