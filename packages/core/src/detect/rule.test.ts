import { describe, expect, it } from 'vitest'
import { parseRule } from './rule.js'
import { parseTimespan } from './timespan.js'
import { confine, hasWindow, widen } from './window.js'

const sentinel = `id: 1
name: A rule of others
severity: Medium
queryFrequency: PT1H
queryPeriod: 14d
triggerOperator: gt
triggerThreshold: 0
query: |
  OfficeActivity | take 1
unknownField: kept
`

describe('a rule file', () => {
  it('of others runs without a taxi block, times in either spelling', () => {
    const parsed = parseRule(sentinel.replace('id: 1', 'id: a-b'), 'x.yaml')
    expect(parsed).toMatchObject({
      ok: true,
      rule: { key: 'a-b', queryFrequency: 3_600_000, queryPeriod: 14 * 86_400_000 },
    })
  })

  it('may spell its trigger as the API does', () => {
    expect(
      parseRule(sentinel.replace('id: 1', 'id: a-b').replace('gt', 'GreaterThan'), 'x.yaml'),
    ).toMatchObject({
      ok: true,
      rule: { triggerOperator: 'gt' },
    })
  })

  it('that is broken YAML says where', () => {
    expect(parseRule('id: x\nname: [\nquery: y\n', 'x.yaml')).toMatchObject({
      ok: false,
      error: { code: 'RUL101', file: 'x.yaml', line: expect.any(Number) },
    })
  })

  it('that lacks a query says so', () => {
    expect(parseRule('id: x\nname: y\n', 'x.yaml')).toMatchObject({
      ok: false,
      error: { code: 'RUL102', message: expect.stringContaining('query') },
    })
  })
})

describe('timespans', () => {
  it.each([
    ['1h', 3_600_000],
    ['14d', 1_209_600_000],
    ['PT5M', 300_000],
    ['P1DT2H', 93_600_000],
  ])('%s', (text, ms) => expect(parseTimespan(text)).toBe(ms))
  it.each(['', 'P', 'PT', 'soon', '1 fortnight'])('%j is none', (text) =>
    expect(parseTimespan(text)).toBeUndefined(),
  )
})

describe('the window of a rule', () => {
  it('is widened in its one place', () => {
    const query = 'let window = 1h;\nlet lookback = 2d;\nT | where t > ago(window + lookback)'
    expect(hasWindow(query)).toBe(true)
    expect(widen(query, 86_400_000)).toBe(query.replace('window = 1h', 'window = 86400s'))
  })
  it('is absent from rules of others', () => expect(hasWindow('T | where t > ago(1h)')).toBe(false))

  it('of a rule of others is its period: a query without a condition on time sees no more', () => {
    const query = 'SigninLogs\n| join (EmailEvents) on $left.a == $right.b'
    expect(confine(query, 3_600_000)).toBe(
      `let SigninLogs = SigninLogs | where TimeGenerated between (ago(3600s) .. now()); let EmailEvents = EmailEvents | where TimeGenerated between (ago(3600s) .. now()); ${query}`,
    )
    expect(confine('datatable(a:long)[1]', 1000)).toBe('datatable(a:long)[1]')
  })
})
