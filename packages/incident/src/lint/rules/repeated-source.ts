import { recordsOf } from '../facts.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const repeatedSource: Rule = {
  id: 'repeated-source',
  summary: 'The coverage of a structured page lists an id or an address twice.',
  *check(document) {
    if (!document.isStructured) return
    const seen = new Set<string>()
    for (const [i, entry] of recordsOf(document.page.front.fields.coverage).entries())
      for (const key of [`id ${entry.id}`, `address ${entry.url}`]) {
        if (seen.has(key))
          yield { at: fieldOffset(document, 'coverage', i), message: `the coverage lists the ${key} twice` }
        seen.add(key)
      }
  },
}
