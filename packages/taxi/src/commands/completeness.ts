import { buildCompleteness, type Completeness, readFacts, readQuestion } from '@bigyellowtaxi/core'
import { openEngine, openWorkspace } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { table } from '../output/table.js'
import { plural, timeFormat } from '../render/report/format.js'
import { type ScopeOptions, scopeOf, scopeRows, zoneRow } from './scope-options.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends ScopeOptions, WorkspaceOptions {
  readonly tz: string
}

const offered = new Set(['--mailbox', '--tenant'])

/** Days outside the log are not the log's gaps: only what lies between its first and last record counts here. */
const darkDays = ({ mailboxes }: Completeness): number =>
  mailboxes.reduce((sum, map) => sum + (map.days.length > 0 ? map.days.length - map.completeDays : 1), 0)

function render(map: Completeness, zone: string): string {
  const time = timeFormat(zone)
  if (map.tenants.length === 0) return 'No audit records at hand: nothing can be said about any mailbox.\n'
  const spans = map.tenants.map(
    (tenant) =>
      `${tenant.tenant || 'tenant not named'}: ${plural(tenant.records, 'audit record')}, ${time.time(tenant.first)} to ${time.time(tenant.last)} (${time.zone})`,
  )
  const rows = map.mailboxes.map((mailbox) => {
    const states = new Map<string, number>()
    for (const day of mailbox.days)
      if (day.state !== 'complete') states.set(day.state, (states.get(day.state) ?? 0) + 1)
    const dark = [...states].map(([state, days]) => `${state} ${days}`).join(', ')
    const reads = mailbox.days.reduce((sum, day) => sum + day.reads, 0)
    return [
      mailbox.mailbox,
      mailbox.days.length,
      mailbox.completeDays,
      reads,
      dark || (mailbox.days.length > 0 ? 'complete' : 'nothing collected'),
    ]
  })
  const gaps = map.gaps.map((gap) => [
    gap.kind,
    gap.mailbox ?? 'all',
    gap.from ? time.time(gap.from) : 'ever',
    gap.to ? time.time(gap.to) : 'open',
    gap.reason,
  ])
  return `${[...spans, '', table(['mailbox', 'days', 'complete', 'reads', 'days in the dark'], rows), '', table(['gap', 'mailbox', 'from', 'to', 'seen'], gaps), ''].join('\n')}\n`
}

export const command: Command<Options> = {
  description:
    'Per mailbox and day: would a read have left a record? Names every gap, what showed it and what would close it.',
  options: [
    ...scopeRows.filter((row) => offered.has(row.flags.split(' ')[0] ?? '')),
    workspaceOption,
    ...engineOptions,
    zoneRow,
  ],
  examples: ['taxi completeness', 'taxi completeness --mailbox ceo@contoso.com --json'],
  async run({ options, io }) {
    const engine = await openEngine(await openWorkspace(workspaceFolder(options)), engineSettingsOf(options))
    try {
      const none = { actor: [], session: [], token: [], ip: [], app: [] }
      const question = await readQuestion(engine, scopeOf({ ...none, ...options }))
      const map = buildCompleteness(await readFacts(engine, question))
      io.stdout(io.json ? `${JSON.stringify(map)}\n` : render(map, options.tz))
      return darkDays(map) > 0 || map.tenants.length === 0 ? exitCodes.findings : exitCodes.ok
    } finally {
      await engine.close()
    }
  },
}
