import { lintRule, type Rule } from '@bigyellowtaxi/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { baseRecords, testRule } from '../src/commands/rules-test.js'
import { readRules } from '../src/files/rule-files.js'
import { checkQuery } from '../src/kql/runner.js'

describe('the rules that come along', () => {
  let rules: readonly Rule[] = []
  beforeAll(async () => {
    const set = await readRules([])
    expect(set.errors).toEqual([])
    rules = set.rules
  })

  it('pass every lint check', async () => {
    const problems = []
    for (const rule of rules) problems.push(...lintRule(rule, await checkQuery(rule.query, { strict: true })))
    expect(problems).toEqual([])
  }, 300_000)

  it('give in each of their own tests the outcome that the test states', async () => {
    const bases = await baseRecords()
    const failed = []
    for (const rule of rules)
      for (const result of await testRule(rule, bases))
        if (!result.passed) failed.push(`${result.rule} ${result.test}: ${result.message}`)
    expect(failed).toEqual([])
  }, 600_000)
})
