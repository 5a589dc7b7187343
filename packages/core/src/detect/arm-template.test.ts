import { describe, expect, it } from 'vitest'
import { armTemplate } from './arm-template.js'
import { navigatorLayer } from './navigator-layer.js'
import { parseRule, type Rule } from './rule.js'

const scheduled = `id: 8a1db439-8640-5716-9c36-4bf2ed5f92a3
name: Mail read at night
description: Somebody reads.
severity: Medium
queryFrequency: 1h
queryPeriod: 14d
triggerOperator: gt
triggerThreshold: 0
tactics: [Collection]
relevantTechniques: [T1114.002, T1114.003]
query: OfficeActivity | take 1
eventGroupingSettings: { aggregationKind: AlertPerResult }
version: 1.0.2
`

function ruleOf(text: string): Rule {
  const parsed = parseRule(text, 'x.yaml')
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.rule
}

/** What the published definition of the API requires of a scheduled rule (Microsoft.SecurityInsights, 2023-02-01). */
const required =
  `displayName enabled severity query queryFrequency queryPeriod triggerOperator triggerThreshold
  suppressionEnabled suppressionDuration`.split(/\s+/)

interface Resource {
  readonly kind: string
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
}

const resourceOf = (text: string): Resource =>
  (armTemplate([ruleOf(text)]).resources as readonly Resource[])[0] as Resource

describe('an ARM template', () => {
  it('has what the API requires, and no null, which it refuses', () => {
    const { kind, properties } = resourceOf(scheduled)
    expect(kind).toBe('Scheduled')
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(required))
    expect(Object.values(properties)).not.toContain(null)
    expect(Object.keys(properties)).not.toContain('entityMappings')
  })

  it('says durations in ISO 8601, the operator as the API spells it, techniques without their part', () => {
    expect(resourceOf(scheduled).properties).toMatchObject({
      queryFrequency: 'PT1H',
      queryPeriod: 'P14D',
      triggerOperator: 'GreaterThan',
      techniques: ['T1114'],
      templateVersion: '1.0.2',
    })
  })

  it('passes on what a rule of others says of grouping, and keeps its name', () => {
    expect(resourceOf(scheduled).properties).toMatchObject({
      displayName: 'Mail read at night',
      eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
    })
  })

  it('gives a rule that runs all the time no schedule', () => {
    const { kind, properties } = resourceOf(`${scheduled}kind: NRT\n`)
    expect(kind).toBe('NRT')
    expect(Object.keys(properties)).not.toContain('queryFrequency')
    expect(Object.keys(properties)).not.toContain('triggerOperator')
  })
})

describe('a Navigator layer', () => {
  it('names format and domain, and scores each technique by its rules', () => {
    const layer = navigatorLayer([ruleOf(scheduled)])
    expect(layer).toMatchObject({
      versions: { layer: '4.5' },
      domain: 'enterprise-attack',
      gradient: { minValue: 0, maxValue: 1 },
    })
    expect(layer.techniques).toMatchObject([
      { techniqueID: 'T1114.002', score: 1 },
      { techniqueID: 'T1114.003', score: 1 },
    ])
  })
})
