import { type Command, exitCodes } from '../command.js'
import { readRules } from '../files/rule-files.js'
import { errorText } from '../output/error-text.js'
import { table } from '../output/table.js'

interface Options {
  readonly rules?: readonly string[]
}

export const command: Command<Options> = {
  description: 'List the detections: what each looks for, what it needs, how much it weighs.',
  options: [
    { flags: '--rules <path...>', description: 'other rule files or folders than the ones that come along' },
  ],
  examples: ['taxi rules list', 'taxi rules list --rules ./Detections --json'],
  async run({ options, io }) {
    const { rules, errors } = await readRules(options.rules ?? [])
    if (io.json) {
      const rows = rules.map(({ key, name, severity, tactics, relevantTechniques, version, file, taxi }) => ({
        rule: key,
        name,
        severity,
        tactics: tactics ?? [],
        techniques: relevantTechniques ?? [],
        version,
        needs: taxi?.needs ?? [],
        points: taxi?.points ?? null,
        file,
      }))
      io.stdout(`${JSON.stringify({ rules: rows, errors })}\n`)
    } else {
      const rows = rules.map((rule) => [
        rule.key,
        rule.name,
        rule.severity,
        rule.taxi?.points ?? '',
        (rule.relevantTechniques ?? []).join(' '),
      ])
      io.stdout(`${table(['Rule', 'Name', 'Severity', 'Points', 'ATT&CK'], rows)}\n`)
      for (const error of errors) io.stderr(errorText(error, io))
    }
    return errors.length > 0 ? exitCodes.error : exitCodes.ok
  },
}
