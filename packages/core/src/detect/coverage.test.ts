import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsIn, intervalsOf } from './coverage.js'

const day = 86_400_000

describe('coverage', () => {
  it('bridges silence that is ordinary for the source, and no more', () => {
    expect(intervalsOf([0, 2 * day], 1)).toEqual([{ from: 0, to: 3 * day }])
    expect(intervalsOf([0, 3 * day], 1)).toEqual([
      { from: 0, to: day },
      { from: 3 * day, to: 4 * day },
    ])
  })

  it('shows what of a window was not logged', () => {
    expect(gapsIn({ from: 0, to: 5 * day }, [{ from: day, to: 2 * day }])).toEqual([
      { from: 0, to: day },
      { from: 2 * day, to: 5 * day },
    ])
    expect(gapsIn({ from: 0, to: day }, [])).toEqual([{ from: 0, to: day }])
  })

  it('gaps and intervals never overlap and together fill the window', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 40 })),
        fc.integer({ min: 0, max: 5 }),
        (days, quiet) => {
          const window = { from: 0, to: 41 * day }
          const intervals = intervalsOf(
            days.map((n) => n * day),
            quiet,
          )
          const gaps = gapsIn(window, intervals)
          const length = (list: readonly { from: number; to: number }[]) =>
            list.reduce((sum, { from, to }) => sum + to - from, 0)
          expect(length(intervals) + length(gaps)).toBe(41 * day)
          for (const n of days)
            expect(gaps.some((gap) => gap.from <= n * day && n * day < gap.to)).toBe(false)
        },
      ),
    )
  })
})
