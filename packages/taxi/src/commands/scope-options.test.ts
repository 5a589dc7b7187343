import { describe, expect, it } from 'vitest'
import { utcTime } from './scope-options.js'

describe('a time on the command line', () => {
  it.each([
    ['2026-03-02', '2026-03-02T00:00:00Z'],
    ['2026-03-02T06:00', '2026-03-02T06:00:00Z'],
    ['2026-03-02 06:00:00', '2026-03-02T06:00:00Z'],
    ['2026-03-02T06:00:00+02:00', '2026-03-02T04:00:00Z'],
  ])('%s is %s, never the zone of the machine', (text, time) => {
    expect(utcTime(text)).toBe(time)
  })

  it.each(['yesterday', '2026-13-01', '02/03/2026'])('%s is refused', (text) => {
    expect(() => utcTime(text)).toThrow('no date or time')
  })
})
