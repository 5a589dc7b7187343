import { factsOf } from '../facts.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const unsourcedFact: Rule = {
  id: 'unsourced-fact',
  summary: 'An event, claim, victim, actor, technique, weakness or indicator names no source.',
  *check(document) {
    for (const fact of factsOf(document))
      if (fact.sources.length === 0)
        yield { at: fieldOffset(document, ...fact.path), message: `${fact.what} names no source` }
  },
}
