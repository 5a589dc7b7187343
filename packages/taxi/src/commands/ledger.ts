import { type Answer, messageStatement, readLedger, verdicts } from '@bigyellowtaxi/core'
import { openEngine, openWorkspace } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { table } from '../output/table.js'
import { count, plural, timeFormat } from '../render/report/format.js'
import { ledgerCsv } from '../render/report/ledger-csv.js'
import { type ScopeOptions, scopeOf, scopeRows, zoneRow } from './scope-options.js'
import { wholeNumber } from './whole-number.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends ScopeOptions, WorkspaceOptions {
  readonly tz: string
  readonly csv?: boolean
  readonly limit: number | string
}

const counted = (answer: Answer): string =>
  verdicts
    .toReversed()
    .map((verdict) => {
      const n = answer.ledger.messages.filter((message) => message.verdict === verdict).length
      return `${count(n)} ${verdict}`
    })
    .join(', ')

function render(answer: Answer, options: Options): string {
  const time = timeFormat(options.tz)
  const { ledger } = answer
  const limit = Number(options.limit)
  const windows = ledger.windows.map(
    (window) =>
      `${window.tenant || 'tenant not named'}: ${time.time(window.from)} to ${time.time(window.to)} (${time.zone})`,
  )
  if (ledger.windows.length === 0) return 'No audit records at hand: nothing can be said about any mailbox.\n'
  const mailboxes = ledger.mailboxes.map((entry) => {
    const gaps = [...new Set(entry.gaps.map((gap) => gap.kind))].join(', ')
    return [
      entry.mailbox,
      entry.verdict,
      entry.messages.read,
      entry.messages.presumed,
      entry.messages.possible,
      entry.messages['no-evidence'],
      gaps || 'complete',
    ]
  })
  const messages = ledger.messages
    .slice(0, limit)
    .map((entry) => [
      entry.verdict,
      entry.mailbox,
      time.time(entry.first),
      entry.accesses,
      (entry.subject ?? '').slice(0, 40),
      (entry.message ?? entry.item ?? '').slice(0, 60),
      entry.evidence.length,
    ])
  const more = ledger.messages.length - messages.length
  const parts = [
    ...windows,
    '',
    ledger.mailboxes.length > 0
      ? table(['mailbox', 'verdict', 'read', 'presumed', 'possible', 'no evidence', 'log'], mailboxes)
      : 'No mailbox was touched within that scope.',
    '',
    ...(messages.length > 0
      ? [
          table(
            ['verdict', 'mailbox', 'first access', 'accesses', 'subject', 'message', 'records'],
            messages,
          ),
          '',
        ]
      : ['No message is known to the logs at hand. That is no statement about access.', '']),
    ...(more > 0 ? [`${plural(more, 'more message')}: --limit, --csv or --json show them all`, ''] : []),
    `${plural(ledger.messages.length, 'message')}: ${counted(answer)}`,
    '',
  ]
  return parts.join('\n')
}

export const command: Command<Options> = {
  description:
    'Which messages were touched, and what can be said about the others: read, presumed, possible or no evidence, with the records behind each.',
  options: [
    ...scopeRows,
    workspaceOption,
    ...engineOptions,
    zoneRow,
    { flags: '--csv', description: 'every message as CSV (UTC)' },
    { flags: '--limit <n>', description: 'messages to show', default: '40', parse: wholeNumber },
  ],
  examples: [
    'taxi ledger --mailbox ceo@contoso.com --from 2026-03-01 --to 2026-03-08',
    'taxi ledger --session 5b3f6c1e-0000-4000-8000-2a9c1d7e4f10 --csv > session.csv',
    'taxi ledger --ip 203.0.113.66 --json',
  ],
  async run({ options, io }) {
    const engine = await openEngine(await openWorkspace(workspaceFolder(options)), engineSettingsOf(options))
    try {
      const answer = await readLedger(engine, scopeOf(options))
      if (io.json) {
        const messages = answer.ledger.messages.map((entry) => ({
          ...entry,
          statement: messageStatement(entry),
        }))
        io.stdout(`${JSON.stringify({ ...answer.ledger, messages })}\n`)
      } else if (options.csv) for (const line of ledgerCsv(answer)) io.stdout(line)
      else io.stdout(render(answer, options))
      return exitCodes.ok
    } finally {
      await engine.close()
    }
  },
}
