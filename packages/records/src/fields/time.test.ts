import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Head } from '../shape.js'
import { dateOrderOf, isoTime } from './time.js'

const head = (...dates: string[]): Head => ({
  text: '',
  csvColumns: [],
  container: 'csv',
  objects: dates.map((date) => ({ Date: date })),
})

describe('isoTime', () => {
  it.each([
    ['2024-02-01T16:07:34', '2024-02-01T16:07:34Z', 'no zone means UTC'],
    ['2024-02-01T16:07:34.1234567Z', '2024-02-01T16:07:34.1234567Z', 'all seven decimals stay'],
    ['2024-02-01 16:07:34', '2024-02-01T16:07:34Z', 'a blank for T'],
    ['2024-02-01 16:07:34Z', '2024-02-01T16:07:34Z', 'Get-Date -Format u'],
    ['2024-02-01T18:07:34+02:00', '2024-02-01T16:07:34Z', 'an offset is worked in'],
    ['2024-02-01', '2024-02-01T00:00:00Z', 'a date alone'],
    ['\\/Date(1706803654000)\\/', '2024-02-01T16:07:34Z', 'ConvertTo-Json, escaped twice'],
    ['/Date(1706803654123)/', '2024-02-01T16:07:34.123Z', 'ConvertTo-Json'],
    ['/Date(-62135596800000)/', '0001-01-01T00:00:00Z', 'DateTime.MinValue'],
    ['2/1/2024 4:07:34 PM', '2024-02-01T16:07:34Z', 'en-US'],
    ['2/1/2024 12:07:34 AM', '2024-02-01T00:07:34Z', 'midnight'],
    ['2/1/2024, 4:07:34.120 PM', '2024-02-01T16:07:34.120Z', 'the Sentinel portal'],
    ['2/1/2024 4:07:34\u202fPM', '2024-02-01T16:07:34Z', 'a narrow blank, as newer ICU writes'],
    ['13/02/2024 16:07', '2024-02-13T16:07:00Z', 'no month 13'],
    ['2024/02/01 16:07:34', '2024-02-01T16:07:34Z', 'ja-JP'],
    ['Thu, 01 Feb 2024 16:07:34 GMT', '2024-02-01T16:07:34Z', 'RFC 1123'],
    ['Thursday, February 1, 2024 4:07:34 PM', '2024-02-01T16:07:34Z', 'PowerShell default output'],
  ])('%s is %s: %s', (given, expected) => {
    expect(isoTime(given)).toBe(expected)
  })

  it('reads the same text by the file’s order of day and month', () => {
    expect(isoTime('01.02.2024 16:07:34', 'day-first')).toBe('2024-02-01T16:07:34Z')
    expect(isoTime('03/04/2024 16:07', 'day-first')).toBe('2024-04-03T16:07:00Z')
    expect(isoTime('03/04/2024 16:07', 'month-first')).toBe('2024-03-04T16:07:00Z')
  })

  it('reads a PowerShell date object and epoch numbers', () => {
    expect(isoTime({ value: '/Date(1706803654000)/', DisplayHint: 2, DateTime: 'x' })).toBe(
      '2024-02-01T16:07:34Z',
    )
    expect(isoTime(1706803654000)).toBe('2024-02-01T16:07:34Z')
    expect(isoTime(1706803654)).toBe('2024-02-01T16:07:34Z')
  })

  it('knows no time in anything else', () => {
    for (const text of ['', 'soon', '45', '2024-13-01', '99/99/2024', '12:30', 'Total'])
      expect(isoTime(text), text).toBeUndefined()
    for (const value of [null, undefined, {}, [], true]) expect(isoTime(value)).toBeUndefined()
  })

  it('gives back every time it is given in ISO form', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          expect(Date.parse(isoTime(date.toISOString()) ?? '')).toBe(date.getTime())
          expect(Date.parse(isoTime(`/Date(${date.getTime()})/`) ?? '')).toBe(date.getTime())
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void isoTime(value)))
  })
})

describe('dateOrderOf', () => {
  it('is told by a day beyond 12, wherever it stands', () => {
    expect(dateOrderOf(head('1/2/2024', '13/2/2024'), ['Date'])).toBe('day-first')
    expect(dateOrderOf(head('1/2/2024', '2/13/2024'), ['Date'])).toBe('month-first')
  })

  it('is day-first where points or dashes part the numbers', () => {
    expect(dateOrderOf(head('01.02.2024 10:00'), ['Date'])).toBe('day-first')
  })

  it('is month-first where nothing tells, as Microsoft’s own exports are', () => {
    expect(dateOrderOf(head('1/2/2024'), ['Date'])).toBe('month-first')
  })
})
