import { describe, expect, it } from 'vitest'
import { roundUp } from './timeline.js'

describe('the top of a scale', () => {
  it.each([
    [0, 2],
    [1, 2],
    [17, 20],
    [256, 300],
    [1000, 1000],
    [1001, 1500],
  ])('of %i is %i', (n, top) => {
    expect(roundUp(n)).toBe(top)
  })
})
