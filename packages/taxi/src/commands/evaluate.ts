import { readFileSync } from 'node:fs'
import { type Evaluation, evaluate, readReport, readTruth } from '@bigyellowtaxi/range'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'
import { table } from '../output/table.js'

interface Options {
  readonly truth?: string
  readonly findings?: string
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UserError('EVA005', `cannot read it: ${(error as NodeJS.ErrnoException).code ?? ''}`, { file })
  }
}

const minutes = (seconds: number | null): string =>
  seconds === null ? '-' : `${Math.round(seconds / 60)} min`

function render(result: Evaluation): string {
  const stories = result.storylines.map((s) => [
    `${s.name}${s.variant === 'quiet' ? ' (quiet)' : ''}`,
    s.recall === 1 ? 'found' : 'MISSED',
    `${s.mailboxesNamed} of ${s.mailboxes}`,
    s.mailboxesWronglyNamed,
    `${Math.round(s.recordRecall * 100)} %`,
    `${Math.round(s.evidencePrecision * 100)} %`,
    minutes(s.firstFindingSeconds),
    s.rules.join(' '),
  ])
  const rules = result.rules.map((r) => [
    r.rule,
    r.findings,
    r.falseFindings,
    r.falsePer1000MailboxDays,
    r.storylines.map((name) => `${name} ${minutes(r.firstFindingSeconds[name] ?? null)}`).join(', '),
  ])
  return [
    table(
      [
        'storyline',
        'incident',
        'mailboxes',
        'wrongly named',
        'records held',
        'evidence right',
        'first finding',
        'rules',
      ],
      stories,
    ),
    '',
    table(
      ['rule', 'findings', 'false', 'false per 1,000 mailbox-days', 'storylines, first finding after'],
      rules,
    ),
    '',
    `${result.falseIncidents} of ${result.incidents} incidents are false: ${result.falseIncidentsPer1000MailboxDays} per 1,000 mailboxes per day (${result.mailboxDays} mailbox-days)`,
    '',
  ].join('\n')
}

export const command: Command<Options> = {
  description:
    'Measure a detection report against the truth of a simulated tenant: what was found, how fast, how much of it is false.',
  options: [
    { flags: '--truth <file>', description: 'truth.json of taxi simulate' },
    { flags: '--findings <file>', description: 'output of taxi detect --json' },
  ],
  examples: [
    'taxi detect --json > report.json; taxi evaluate --truth tenant/truth.json --findings report.json',
    'taxi evaluate --truth tenant/truth.json --findings report.json --json',
  ],
  async run({ options, io }) {
    if (!options.truth || !options.findings)
      throw new UserError('USAGE', 'two files are needed', {
        hint: '--truth truth.json --findings report.json',
      })
    const result = evaluate(readTruth(read(options.truth)), readReport(read(options.findings)))
    io.stdout(io.json ? `${JSON.stringify(result)}\n` : render(result))
    return exitCodes.ok
  },
}
