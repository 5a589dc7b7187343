import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsIn, intervalsOf } from './coverage.js'

const hour = 3_600_000

describe('coverage', () => {
  it('bridges silence that is ordinary for the source, and no more', () => {
    expect(intervalsOf([0, 2 * hour], 1)).toEqual([{ from: 0, to: 3 * hour }])
    expect(intervalsOf([0, 3 * hour], 1)).toEqual([
      { from: 0, to: hour },
      { from: 3 * hour, to: 4 * hour },
    ])
  })

  it('shows what of a window was not logged', () => {
    expect(gapsIn({ from: 0, to: 5 * hour }, [{ from: hour, to: 2 * hour }])).toEqual([
      { from: 0, to: hour },
      { from: 2 * hour, to: 5 * hour },
    ])
    expect(gapsIn({ from: 0, to: hour }, [])).toEqual([{ from: 0, to: hour }])
    expect(gapsIn({ from: 0, to: 0 }, [])).toEqual([{ from: 0, to: 0 }])
  })

  it('gaps and intervals never overlap and together fill the window', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 40 })),
        fc.integer({ min: 0, max: 5 }),
        (hours, quiet) => {
          const window = { from: 0, to: 41 * hour }
          const intervals = intervalsOf(
            hours.map((n) => n * hour),
            quiet,
          )
          const gaps = gapsIn(window, intervals)
          const length = (list: readonly { from: number; to: number }[]) =>
            list.reduce((sum, { from, to }) => sum + to - from, 0)
          expect(length(intervals) + length(gaps)).toBe(41 * hour)
          for (const n of hours)
            expect(gaps.some((gap) => gap.from <= n * hour && n * hour < gap.to)).toBe(false)
        },
      ),
    )
  })
})
