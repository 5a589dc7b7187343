import { describe, expect, it } from 'vitest'
import { metricsOf, showInterval } from './metrics.js'
import type { Dated, EventKind, Incident } from './model.js'

const incident = (...events: readonly (readonly [EventKind, Dated])[]): Incident =>
  ({
    events: events.map(([kind, at]) => ({ kind, at, text: 'something happened', sources: ['a'] })),
    coverage: [{ id: 'a', publisher: 'A', title: 'A', url: 'https://a.test/', published: '2024' }],
  }) as unknown as Incident

const dwell = (start: Dated, end: Dated) =>
  metricsOf(incident(['access-start', start], ['detected', end])).dwell

describe('dwell is never more exact than its dates', () => {
  it('two days give one number', () => expect(dwell('2023-05-15', '2023-06-15').days).toEqual([31, 31]))
  it('a month gives a range', () => expect(dwell('2023-11', '2024-01-12').days).toEqual([43, 72]))
  it('about a day reaches a week to each side', () =>
    expect(dwell({ value: '2024-01-08', precision: 'approx' }, '2024-02-08').days).toEqual([24, 38]))
  it('before a day has no upper bound, and says so', () =>
    expect(dwell({ value: '2022-12-06', precision: 'before' }, '2022-12-06')).toEqual({
      days: null,
      reason: 'first access has no earliest day',
    }))
  it('no detection gives null and the reason', () => {
    const { dwell: value } = metricsOf(incident(['access-start', '2023-05-15']))
    expect(value.days).toBeNull()
    expect(showInterval(value)).toBe('not known: no public date of detection')
  })
  it('the earliest of several detections counts', () =>
    expect(
      metricsOf(
        incident(['access-start', '2023-09-28'], ['detected', '2023-10-18'], ['detected', '2023-09-29']),
      ).dwell.days,
    ).toEqual([1, 1]))
})
