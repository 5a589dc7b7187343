import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Basis, type BasisKind, carries, isWeaker, verdictOf, verdicts } from './verdict.js'

const basis = fc
  .constantFrom(...(Object.keys(carries) as BasisKind[]))
  .map((kind): Basis => ({ kind, evidence: [], note: kind }))
const bases = fc.array(basis, { maxLength: 6 })

describe('a verdict', () => {
  it('is never lowered by more evidence', () => {
    fc.assert(
      fc.property(bases, bases, (some, more) => !isWeaker(verdictOf([...some, ...more]), verdictOf(some))),
    )
  })

  it('does not depend on the order of the evidence', () => {
    fc.assert(fc.property(bases, (some) => verdictOf(some) === verdictOf([...some].reverse())))
  })

  it('is never no-evidence where there is a gap', () => {
    fc.assert(
      fc.property(bases, (some) =>
        some.some((one) => one.kind === 'gap') ? verdictOf(some) !== 'no-evidence' : true,
      ),
    )
  })

  it('is read only on a bind or an attachment', () => {
    fc.assert(
      fc.property(
        bases,
        (some) =>
          (verdictOf(some) === 'read') ===
          some.some((one) => one.kind === 'bind' || one.kind === 'attachment'),
      ),
    )
    expect(verdictOf([])).toBe(verdicts[0])
  })
})
