import type { Rule } from '../rule.js'

export const frontMatterInvalid: Rule = {
  id: 'front-matter-invalid',
  summary: 'Front matter cannot be read, so the index cannot list the page.',
  *check({ page }) {
    for (const problem of page.front.problems)
      if (!problem.duplicateKey)
        yield { at: problem.offset, message: `front matter cannot be read: ${problem.message}` }
  },
}
