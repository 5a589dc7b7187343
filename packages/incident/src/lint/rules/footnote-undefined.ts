import { startOf } from '../../markdown/parse.js'
import { nodesOf } from '../prose.js'
import type { Rule } from '../rule.js'

export const footnoteUndefined: Rule = {
  id: 'footnote-undefined',
  summary: 'A footnote or reference link is used and never defined, so its brackets stay in the text.',
  *check(document) {
    for (const node of nodesOf(document, 'text')) {
      const end = node.position?.end.offset ?? 0
      const source = document.masked.slice(startOf(node), end)
      for (const match of source.matchAll(/(?<!\\)\[\^[^\]\s]+\](?!:)/g))
        yield { at: startOf(node) + match.index, message: `${match[0]} has no definition` }
      for (const match of source.matchAll(/(?<![\\\]\w])\[[^[\]^]{2,}\]\[([^[\]^]{1,60})\]/g))
        yield { at: startOf(node) + match.index, message: `the reference [${match[1]}] has no definition` }
    }
  },
}
