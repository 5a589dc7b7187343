import { readFile, writeFile } from 'node:fs/promises'
import {
  assessReadiness,
  type GroupGap,
  judgeGroups,
  parseGroups,
  type Readiness,
  readReadinessFacts,
} from '@bigyellowtaxi/core'
import { openEngine } from '@bigyellowtaxi/lake'
import { loadWorkspace } from '../case/load.js'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'
import { table } from '../output/table.js'
import { readinessPage } from '../render/readiness/page.js'
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

async function readGroups(readiness: Readiness, file: string | undefined): Promise<readonly GroupGap[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError('RDY102', `cannot read it: ${error.code}`, { file })
  })
  const parsed = parseGroups(text)
  if (!parsed.ok)
    throw new UserError(parsed.code, parsed.message, {
      file,
      line: parsed.line,
      hint: 'columns Mailbox, Group, Level, RetentionDays',
    })
  return judgeGroups(readiness, parsed.members)
}

function render(readiness: Readiness, groups: readonly GroupGap[]): string {
  const verdict = (name: string) => readiness.mailboxes.filter((mailbox) => mailbox.verdict === name).length
  const worst = readiness.mailboxes.filter((mailbox) => mailbox.verdict !== 'complete').slice(0, 40)
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
    ...(worst.length > 0
      ? [
          table(
            ['mailbox', 'verdict', 'since', 'why', 'what mends it'],
            worst.map((mailbox) => [
              mailbox.mailbox,
              mailbox.verdict,
              mailbox.since ?? '',
              mailbox.reasons[0] ?? '',
              mailbox.fixes[0] ?? '',
            ]),
          ),
          '',
        ]
      : []),
    `${readiness.findings.length} findings${readiness.findings.length > 0 ? '; --json and --html show them all' : ''}`,
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
    {
      flags: '--groups <csv>',
      description: 'risk profile: columns Mailbox, Group, Level (complete, partial), RetentionDays',
    },
    { flags: '--html <file>', description: 'write the report as one page' },
    ...engineOptions,
  ],
  examples: [
    'taxi readiness Get-Mailbox.json Get-OrganizationConfig.json users.json',
    'taxi readiness --workspace .taxi --html readiness.html',
    'taxi readiness settings/ audit.ndjson --groups vip.csv --json',
  ],
  async run({ args, options, io }) {
    const isNamed = options.workspace !== undefined || process.env.TAXI_WORKSPACE !== undefined
    const loaded = await loadWorkspace(args, workspaceFolder(options), isNamed, io)
    const engine = await openEngine(loaded.workspace, {
      ...engineSettingsOf(options),
      ...(options.tenant ? { tenant: options.tenant } : {}),
    })
    try {
      const readiness = assessReadiness(await readReadinessFacts(engine, options.tenant))
      const groups = await readGroups(readiness, options.groups)
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
