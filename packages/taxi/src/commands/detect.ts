import { type Decided, hashText, type RuleOutcome } from '@bigyellowtaxi/core'
import { type Command, exitCodes } from '../command.js'
import { runDetection } from '../detection/run.js'
import { UserError } from '../output/error.js'
import { errorText } from '../output/error-text.js'
import { progress } from '../output/progress.js'
import { table } from '../output/table.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly from?: number
  readonly to?: number
  readonly rules?: readonly string[]
  readonly rule?: readonly string[]
  readonly tenant?: string
  readonly cache: boolean
}

function parseTime(text: string): number {
  const time = Date.parse(
    /[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}${text.includes('T') ? '' : 'T00:00:00'}Z`,
  )
  if (Number.isNaN(time))
    throw new UserError('USAGE', `'${text}' is no time`, {
      hint: 'for instance 2026-03-01 or 2026-03-01T12:00:00Z',
    })
  return time
}

const outcomeText = ({ outcome, gaps, error }: RuleOutcome): string => {
  if (error) return `${error.code}: ${error.message}`
  if (outcome === 'clean') return ''
  const [gap] = gaps
  if (!gap) return ''
  const [first, second, ...others] = gap.mailboxes ?? []
  const more = others.length > 0 ? ` and ${others.length} more mailboxes` : ''
  const who = first ? ` for ${first}${second ? `, ${second}` : ''}${more}` : ''
  const when =
    gap.from === 0
      ? ''
      : `, ${new Date(gap.from).toISOString().slice(0, 10)} to ${new Date(gap.to).toISOString().slice(0, 10)}`
  return `no ${gap.about}${who}${when}${gaps.length > 1 ? ` (and ${gaps.length - 1} more gaps)` : ''}: ${gap.fix}`
}

function render(decided: Decided): string {
  const incidents = decided.incidents.map((incident) => [
    incident.id,
    incident.severity,
    incident.score,
    incident.first.slice(0, 16),
    incident.mailboxes.length,
    incident.rules.join(' '),
    incident.title.slice(0, 80),
  ])
  const joined = new Set(decided.incidents.flatMap((incident) => incident.findings))
  const loose = decided.findings.filter((finding) => !joined.has(finding.id))
  const outcomes = decided.outcomes.filter((outcome) => outcome.outcome === 'not-evaluable')
  const clean = decided.outcomes.filter((outcome) => outcome.outcome === 'clean').length
  return [
    ...(incidents.length > 0
      ? [table(['incident', 'severity', 'score', 'first', 'mailboxes', 'rules', 'title'], incidents), '']
      : []),
    ...decided.incidents.flatMap((incident) => [
      `${incident.id}  ${incident.title}`,
      ...incident.reasons.map((reason) => `    ${reason}`),
    ]),
    ...(loose.length > 0
      ? [
          '',
          `${loose.length} findings too light to be an incident:`,
          table(
            ['finding', 'points', 'first', 'mailbox', 'reason'],
            loose
              .slice(0, 30)
              .map((finding) => [
                finding.id,
                finding.points,
                finding.first.slice(0, 16),
                finding.mailboxes[0] ?? '',
                (finding.reasons[0] ?? finding.title).slice(0, 90),
              ]),
          ),
        ]
      : []),
    ...(outcomes.length > 0
      ? [
          '',
          'Not evaluable, which is not "clean":',
          table(
            ['rule', 'why, and what would mend it'],
            outcomes.map((outcome) => [outcome.rule, outcomeText(outcome).slice(0, 160)]),
          ),
        ]
      : []),
    '',
    `${decided.incidents.length} incidents, ${decided.findings.length} findings; ${clean} rules clean, ${outcomes.length} not evaluable${decided.aside.length > 0 ? `, ${decided.aside.length} findings set aside` : ''}`,
    '',
  ].join('\n')
}

export const command: Command<Options> = {
  description:
    'Run the detections over the workspace as their schedule would have, join what they find into incidents, and say for each rule: findings, clean, or not evaluable and why. Only what is new since the last run is run again.',
  options: [
    workspaceOption,
    { flags: '--from <time>', description: 'start (default: the first record)', parse: parseTime },
    { flags: '--to <time>', description: 'end (default: just after the last record)', parse: parseTime },
    {
      flags: '--rules <path...>',
      description: "other rule files or folders, Microsoft's or the community's as they are",
    },
    { flags: '--rule <id...>', description: 'only these rules' },
    { flags: '--tenant <id>', description: 'only this tenant (OrganizationId)' },
    { flags: '--no-cache', description: 'run everything again' },
    ...engineOptions,
  ],
  examples: [
    'taxi detect',
    'taxi detect --from 2026-03-01 --to 2026-03-08 --json > report.json',
    'taxi detect --rules Azure-Sentinel/Detections/OfficeActivity',
    'taxi detect --rule MBX-03 COR-02',
  ],
  async run({ options, io }) {
    const bar = progress(io)
    const { decided, errors, manifest } = await runDetection({
      folder: workspaceFolder(options),
      rulePaths: options.rules ?? [],
      ruleIds: options.rule ?? [],
      from: options.from,
      to: options.to,
      tenant: options.tenant,
      useStore: options.cache,
      engine: engineSettingsOf(options),
      signal: io.signal,
      onRule: (done, total, rule) => bar.update(`rule ${done} of ${total}: ${rule}`),
    })
    bar.done()
    for (const error of errors) io.stderr(errorText(error, io))
    if (io.json)
      io.stdout(
        `${JSON.stringify({ version: 1, ...manifest, findings: decided.findings.map((finding) => ({ ...finding, contexts: [hashText(JSON.stringify(finding.entities)).slice(0, 8)] })), incidents: decided.incidents, outcomes: decided.outcomes, aside: decided.aside })}\n`,
      )
    else io.stdout(render(decided))
    return decided.findings.length > 0
      ? exitCodes.findings
      : errors.length > 0
        ? exitCodes.error
        : exitCodes.ok
  },
}
