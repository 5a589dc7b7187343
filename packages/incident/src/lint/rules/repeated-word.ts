import { ownWords } from '../prose.js'
import type { Rule } from '../rule.js'

/** Words that never stand twice in a row in good English ("that that" and "had had" do). */
const repeated =
  /(?<![\w-])(the|a|an|of|to|and|in|for|with|by|from|at|as|is|are|was|were|be|their|its|this|these|or)([ \t]+)\1(?![\w-])/gi

export const repeatedWord: Rule = {
  id: 'repeated-word',
  summary: 'A word stands twice in a row.',
  *check(document) {
    for (const { text, start } of ownWords(document))
      for (const match of text.matchAll(repeated)) {
        const at = start + match.index
        // "Plan A a year later", "is as as": capital against small letter is two words, not a slip.
        const [first = '', , second = ''] = match[0].split(/([ \t]+)/)
        if (first !== second && first.toLowerCase() !== first && first.length === 1) continue
        yield {
          at,
          message: `"${match[0]}"`,
          fix: { start: at, end: at + match[0].length, text: first },
        }
      }
  },
}
