import { schemaProblems } from '../../schema.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const schema: Rule = {
  id: 'schema',
  summary: 'A page that says it is of format incident/1 breaks the JSON Schema of that format.',
  *check(document) {
    if (!document.isStructured || document.page.front.problems.length > 0) return
    for (const problem of schemaProblems(document.page.front.fields))
      yield { at: fieldOffset(document, ...problem.path), message: problem.message }
  },
}
