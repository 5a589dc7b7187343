import type { Rule } from '../rule.js'

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  summary: 'A field stands twice in front matter; which one counts depends on the reader.',
  *check({ page }) {
    for (const problem of page.front.problems)
      if (problem.duplicateKey) yield { at: problem.offset, message: 'this field is given twice' }
  },
}
