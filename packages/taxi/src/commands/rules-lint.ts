import { lintRule, lintTogether, type RuleProblem } from '@bigyellowtaxi/core'
import { type Command, exitCodes } from '../command.js'
import { readRules } from '../files/rule-files.js'
import { checkQuery } from '../kql/runner.js'
import { errorText } from '../output/error-text.js'
import { table } from '../output/table.js'

interface Options {
  readonly rules?: readonly string[]
}

export const command: Command<Options> = {
  description:
    'Find what is wrong with detections before they run: queries that do not compile, columns that are named and not given, missing tests, ids used twice, and what Microsoft Sentinel would refuse.',
  options: [
    { flags: '--rules <path...>', description: 'other rule files or folders than the ones that come along' },
  ],
  examples: ['taxi rules lint', 'taxi rules lint --rules ./my-rules --json'],
  async run({ options, io }) {
    const { rules, errors } = await readRules(options.rules ?? [])
    const problems: RuleProblem[] = [...lintTogether(rules)]
    for (const rule of rules)
      problems.push(...lintRule(rule, await checkQuery(rule.query, { strict: rule.taxi !== undefined })))
    if (io.json) io.stdout(`${JSON.stringify({ rules: rules.length, problems, errors })}\n`)
    else {
      for (const error of errors) io.stderr(errorText(error, io))
      if (problems.length > 0)
        io.stdout(
          `${table(
            ['rule', 'check', 'problem', 'where'],
            problems.map(({ rule, check, message, file, line }) => [
              rule,
              check,
              message,
              line ? `${file}:${line}` : file,
            ]),
          )}\n\n`,
        )
      io.stdout(`${rules.length} rules, ${problems.length + errors.length} problems\n`)
    }
    return problems.length + errors.length > 0 ? exitCodes.findings : exitCodes.ok
  },
}
