import { describe, expect, it } from 'vitest'
import { lintRule, type QueryCheck } from './lint.js'
import { parseRule } from './rule.js'

const good = `id: 8a1db439-8640-5716-9c36-4bf2ed5f92a3
name: Something odd
description: What it finds.
severity: Medium
requiredDataConnectors:
  - connectorId: MicrosoftThreatProtection
    dataTypes: [CloudAppEvents]
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics: [Collection]
relevantTechniques: [T1114.002]
query: |
  let window = 1h;
  CloudAppEvents
entityMappings:
  - entityType: Mailbox
    fieldMappings:
      - identifier: MailboxPrimaryAddress
        columnName: Mailbox
alertDetailsOverride:
  alertDisplayNameFormat: MBX-99 Something odd
version: 1.0.0
kind: Scheduled
taxi:
  id: MBX-99
  needs: [mail-reads]
  points: 10
  reasons: ['{Mailbox}']
  falsePositives: [none]
  sources: [none]
  tests:
    - { is: a, given: [], outcome: findings }
    - { is: b, given: [], outcome: clean }
    - { is: c, given: [], outcome: not-evaluable }
`
const compiled: QueryCheck = { ok: true, columns: ['Mailbox', 'RecordIds'], tables: ['CloudAppEvents'] }

const problems = (text: string, query: QueryCheck = compiled) => {
  const parsed = parseRule(text, 'rules/MBX-99-x.yaml')
  if (!parsed.ok) throw new Error(parsed.error.message)
  return lintRule(parsed.rule, query).map(({ check, line, message }) => `${check} ${line}: ${message}`)
}

describe('lint', () => {
  it('finds nothing on a rule that Sentinel takes', () => expect(problems(good)).toEqual([]))

  it.each([
    ['schedule 9', 'queryPeriod: 1h', 'queryPeriod: 30d', 'outside of 5m to 14d'],
    ['schedule 9', 'let window = 1h;', 'let window = 1h;\n  let lookback = 3d;', 'looks back 3.04 d'],
    [
      'schedule 8',
      'queryFrequency: 1h\nqueryPeriod: 1h',
      'queryFrequency: 5m\nqueryPeriod: 3d',
      '1h or more',
    ],
    ['tactics 12', 'tactics: [Collection]', 'tactics: [Stealing, Collection]', 'Stealing is no tactic'],
    ['techniques 12', 'T1114.002', 'T1090.003', 'belongs to CommandAndControl'],
    ['techniques 13', 'T1114.002', 'T1114-002', 'no ATT&CK technique id'],
    ['mappings 17', 'entityType: Mailbox', 'entityType: Letterbox', 'no entity type; there are Account'],
    [
      'mappings 17',
      'identifier: MailboxPrimaryAddress',
      'identifier: Address',
      'there are MailboxPrimaryAddress',
    ],
    ['entities 17', 'columnName: Mailbox', 'columnName: Postbox', 'it gives Mailbox, RecordIds'],
    ['connectors 5', '[CloudAppEvents]', '[SigninLogs]', 'CloudAppEvents, which the query reads'],
    ['name 22', 'MBX-99 Something odd', 'Something odd', 'storylines'],
    ['reasons 30', "['{Mailbox}']", "['{Nobody}']", 'names column Nobody'],
    ['tests 33', 'outcome: clean', 'outcome: findings', 'clean'],
    ['version 24', 'version: 1.0.0', 'version: one', '1.2.3'],
    ['length 14', '  CloudAppEvents\n', `  CloudAppEvents // ${'x'.repeat(10_000)}\n`, 'at most 10,000'],
  ])('%s: says line and way out', (place, from, to, words) => {
    const found = problems(good.replace(from, to))
    expect(found).toEqual([expect.stringContaining(words)])
    expect(found[0]).toContain(`${place}: `)
  })

  it('places an error of the query on its line in the file', () =>
    expect(problems(good, { ok: false, code: 'KQL204', message: 'no such column', line: 2 })).toEqual([
      'compiles 16: query: KQL204: no such column',
    ]))

  it('says on which line a field has a value that it cannot have', () =>
    expect(parseRule(good.replace('points: 10', 'points: many'), 'x.yaml')).toMatchObject({
      ok: false,
      error: { code: 'RUL102', line: 29 },
    }))
})
