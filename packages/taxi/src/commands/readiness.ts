import { writeFile } from 'node:fs/promises'
import {
  assessReadiness,
  type GroupGap,
  judgeGroups,
  type Readiness,
  readReadinessFacts,
} from '@bigyellowtaxi/core'
import { openEngine } from '@bigyellowtaxi/lake'
import { loadWorkspace } from '../case/load.js'
import { type Command, exitCodes } from '../command.js'
import { table } from '../output/table.js'
import { groupFindings, subjectsText } from '../render/readiness/finding-groups.js'
import { readinessPage } from '../render/readiness/page.js'
import { groupsOption, readMembers } from './readiness-groups.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly tenant?: string
  readonly groups?: string
  readonly html?: string
}

function render(readiness: Readiness, groups: readonly GroupGap[]): string {
  const verdict = (name: string) => readiness.mailboxes.filter((mailbox) => mailbox.verdict === name).length
  const found = groupFindings(readiness.findings)
  return [
    `${readiness.mailboxes.length} mailboxes: ${verdict('complete')} complete, ${verdict('partial')} partial, ${verdict('blind')} blind, ${verdict('unknown')} unknown`,
    '',
    ...(groups.length > 0
      ? [
          table(
            ['group', 'people', 'as asked for', 'falling short'],
            groups.map((group) => [group.group, group.people, group.met, group.short.length]),
          ),
          '',
        ]
      : []),
    table(
      ['log source', 'verdict', 'kept, days', 'why'],
      readiness.sources.map((source) => [
        source.source,
        source.verdict,
        source.retentionDays ?? '',
        source.reasons[0] ?? '',
      ]),
    ),
    '',
    ...(found.length > 0
      ? [
          table(
            ['finding', 'about', 'what was seen', 'what mends it'],
            found.map((group) => [group.finding.check, subjectsText(group), group.reason, group.fix]),
          ),
          '',
        ]
      : []),
    `${readiness.findings.length} findings${readiness.findings.length > 0 ? '; --json and --html show every mailbox' : ''}`,
    '',
  ].join('\n')
}

export const command: Command<Options> = {
  description:
    'Would you have seen it? A verdict for each mailbox and log source, from exported settings, from the logs themselves, or from both: complete, partial, blind or unknown, why, since when, and what mends it.',
  args: '[exports...]',
  options: [
    workspaceOption,
    { flags: '--tenant <id>', description: 'only this tenant (OrganizationId)' },
    groupsOption,
    { flags: '--html <file>', description: 'write the report as one page' },
    ...engineOptions,
  ],
  examples: [
    'taxi readiness Get-Mailbox.json Get-OrganizationConfig.json users.json',
    'taxi readiness --workspace .taxi --html readiness.html',
    'taxi readiness settings/ audit.ndjson --groups vip.csv --json',
  ],
  async run({ args, options, io }) {
    const members = await readMembers(options.groups)
    const isNamed = options.workspace !== undefined || process.env.TAXI_WORKSPACE !== undefined
    const loaded = await loadWorkspace(args, workspaceFolder(options), isNamed, io)
    const engine = await openEngine(loaded.workspace, {
      ...engineSettingsOf(options),
      ...(options.tenant ? { tenant: options.tenant } : {}),
    })
    try {
      const readiness = assessReadiness(await readReadinessFacts(engine, options.tenant))
      const groups = judgeGroups(readiness, members)
      if (options.html) await writeFile(options.html, readinessPage(readiness, groups))
      io.stdout(io.json ? `${JSON.stringify({ ...readiness, groups })}\n` : render(readiness, groups))
      return readiness.findings.length > 0 || groups.some((group) => group.short.length > 0)
        ? exitCodes.findings
        : exitCodes.ok
    } finally {
      await engine.close()
      await loaded.done()
    }
  },
}
