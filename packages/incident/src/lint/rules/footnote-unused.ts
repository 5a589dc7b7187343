import { startOf } from '../../markdown/parse.js'
import { nodesOf } from '../prose.js'
import type { Rule } from '../rule.js'

export const footnoteUnused: Rule = {
  id: 'footnote-unused',
  summary: 'A footnote is defined, or defined again, and nothing on the page refers to it.',
  *check(document) {
    const used = new Set([...nodesOf(document, 'footnoteReference')].map((node) => node.identifier))
    const defined = new Set<string>()
    for (const note of nodesOf(document, 'footnoteDefinition')) {
      if (defined.has(note.identifier))
        yield { at: startOf(note), message: `footnote ${note.label ?? note.identifier} is defined twice` }
      else if (!used.has(note.identifier))
        yield { at: startOf(note), message: `footnote ${note.label ?? note.identifier} is never referred to` }
      defined.add(note.identifier)
    }
  },
}
