import type { Rule } from '@bigyellowtaxi/core'
import type { Hunt } from '@bigyellowtaxi/incident'
import { loadIncidents } from '@bigyellowtaxi/incident'
import { describe, expect, it } from 'vitest'
import { readRules } from '../files/rule-files.js'
import { rulesOf } from './hunt-rules.js'
import { ownIncidents } from './own-incidents.js'

const hunt = (rules: string[], parameters: Record<string, unknown> = {}): Hunt => ({
  id: 'a-hunt',
  title: 'A hunt',
  rules,
  parameters,
  positive: { mailboxes: 1, days: 1, seed: 1 },
  negative: { mailboxes: 1, days: 1, seed: 1 },
  blind_spots: ['everything'],
})
const { rules } = await readRules([])
const named = (key: string): Rule | undefined => rules.find((rule) => rule.key === key)

describe('the rules of a hunt', () => {
  it('come with the rules they correlate', () => {
    const chosen = rulesOf(hunt(['COR-02']), rules)
    expect(chosen.ok && chosen.rules.map((rule) => rule.key)).toContain('MBX-03')
  })

  it('take the parameters of the hunt, and the files stay as they are', () => {
    const chosen = rulesOf(hunt(['MBX-03'], { lookback: '5d' }), rules)
    expect(chosen.ok && chosen.rules[0]?.query).toContain('let lookback = 5d;')
    expect(named('MBX-03')?.query).not.toContain('let lookback = 5d;')
  })

  it('a parameter may be meant for one rule alone', () => {
    const chosen = rulesOf(hunt(['MBX-03', 'MBX-07'], { 'MBX-03.lookback': '5d' }), rules)
    const queries = chosen.ok ? chosen.rules.map((rule) => rule.query.includes('let lookback = 5d;')) : []
    expect(queries).toEqual([true, false])
  })

  it.each([
    ['a rule that is not there', hunt(['MBX-99']), 'there is no rule MBX-99'],
    [
      'a parameter no rule has',
      hunt(['MBX-03'], { threshold: 5 }),
      'no rule of the hunt has the parameter threshold',
    ],
    [
      'a parameter that is more than a literal',
      hunt(['MBX-03'], { lookback: '1d; drop' }),
      'is no KQL literal',
    ],
  ])('%s makes the hunt not evaluable, with the reason', (_name, wrong, reason) => {
    const chosen = rulesOf(wrong, rules)
    expect(chosen.ok ? '' : chosen.reasons.join()).toContain(reason)
  })

  it('of every incident that comes with the product can be put together', () => {
    for (const page of loadIncidents(ownIncidents))
      for (const one of page.incident.hunts ?? [])
        expect(rulesOf(one, rules), `${page.slug}: ${one.id}`).toMatchObject({ ok: true })
  })
})
