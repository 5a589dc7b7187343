import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type BaseRecords,
  parseBaseRecords,
  type Rule,
  type RuleTestResult,
  runRuleTest,
  testRecords,
} from '@bigyellowtaxi/core'
import { openMemoryEngine } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { ownRules, pickRules, readRules } from '../files/rule-files.js'
import { kqlRunner } from '../kql/runner.js'
import { progress } from '../output/progress.js'
import { table } from '../output/table.js'

interface Options {
  readonly rules?: readonly string[]
}

/** Runs every test of a rule, each on records of its own. */
export async function testRule(rule: Rule, bases: BaseRecords): Promise<readonly RuleTestResult[]> {
  const results: RuleTestResult[] = []
  for (const test of rule.taxi?.tests ?? []) {
    const records = testRecords(test.given, bases)
    const engine = await openMemoryEngine(records)
    try {
      results.push(await runRuleTest(rule, test, records, { engine, query: kqlRunner(engine) }))
    } finally {
      await engine.close()
    }
  }
  return results
}

export const baseRecords = async (): Promise<BaseRecords> =>
  parseBaseRecords(await readFile(join(ownRules, 'records.yaml'), 'utf8'))

export const command: Command<Options> = {
  description: "Run the detections' own tests: records in, expected outcome out.",
  args: '[id...]',
  options: [
    { flags: '--rules <path...>', description: 'other rule files or folders than the ones that come along' },
  ],
  examples: ['taxi rules test', 'taxi rules test MBX-03 MBX-07', 'taxi rules test --rules ./my-rules --json'],
  async run({ args, options, io }) {
    const set = await readRules(options.rules ?? [])
    const rules = (args.length > 0 ? pickRules(set, args) : set.rules).filter(
      (rule) => (rule.taxi?.tests.length ?? 0) > 0,
    )
    const bases = await baseRecords()
    const bar = progress(io)
    const results: RuleTestResult[] = []
    for (const [i, rule] of rules.entries()) {
      bar.update(`${i + 1} of ${rules.length}: ${rule.key}`)
      results.push(...(await testRule(rule, bases)))
    }
    bar.done()
    const failed = results.filter((result) => !result.passed)
    if (io.json) io.stdout(`${JSON.stringify({ tests: results.length, failed: failed.length, results })}\n`)
    else {
      if (failed.length > 0)
        io.stdout(
          `${table(
            ['rule', 'test', 'what was wrong'],
            failed.map((result) => [result.rule, result.test, result.message]),
          )}\n\n`,
        )
      io.stdout(
        `${results.length - failed.length} of ${results.length} tests of ${rules.length} rules passed\n`,
      )
    }
    return failed.length > 0 ? exitCodes.error : exitCodes.ok
  },
}
