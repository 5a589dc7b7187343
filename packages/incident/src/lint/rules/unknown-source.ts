import { coverageIds, factsOf, recordsOf } from '../facts.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const unknownSource: Rule = {
  id: 'unknown-source',
  summary:
    'A fact names a source that is not in the coverage, or a claim is superseded by one that is not there.',
  *check(document) {
    const known = coverageIds(document)
    for (const fact of factsOf(document))
      for (const id of fact.sources)
        if (!known.has(id))
          yield {
            at: fieldOffset(document, ...fact.path),
            message: `${fact.what} names the source ${id}, which is not in the coverage`,
          }
    const claims = recordsOf(document.page.front.fields.claims)
    const ids = new Set(claims.map((claim) => claim.id))
    for (const [i, claim] of claims.entries())
      if (claim.superseded_by !== undefined && !ids.has(claim.superseded_by))
        yield {
          at: fieldOffset(document, 'claims', i),
          message: `superseded by ${claim.superseded_by}, which is no claim of this page`,
        }
  },
}
