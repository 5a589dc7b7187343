import { startOf } from '../../markdown/parse.js'
import type { Rule } from '../rule.js'

export const emptySection: Rule = {
  id: 'empty-section',
  summary: 'A heading has nothing under it.',
  *check(document) {
    for (const section of document.sections) {
      const content = section.own.filter(
        (block) => !(block.type === 'html' && block.value.startsWith('<!--')),
      )
      if (content.length === 0 && !section.hasSubsection)
        yield { at: startOf(section.heading), message: `nothing stands under "${section.title}"` }
    }
  },
}
