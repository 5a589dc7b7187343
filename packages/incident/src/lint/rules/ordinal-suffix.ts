import { ordinalSuffix as suffixOf } from '../../date/text.js'
import { allWords } from '../prose.js'
import type { Rule } from '../rule.js'

export const ordinalSuffix: Rule = {
  id: 'ordinal-suffix',
  summary: 'An ordinal has the wrong ending (22th).',
  *check(document) {
    for (const { text, start } of allWords(document))
      for (const match of text.matchAll(/(?<![\w.])(\d{1,3})(st|nd|rd|th)\b/g)) {
        const right = suffixOf(Number(match[1]))
        const at = start + match.index
        if (match[2] !== right)
          yield {
            at,
            message: `${match[0]} should be ${match[1]}${right}`,
            fix: { start: at, end: at + match[0].length, text: `${match[1]}${right}` },
          }
      }
  },
}
