import { openEngine, openWorkspace, type Result } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'
import type { Answer } from '../output/rows/format.js'
import { type RowFormat, rowFormats } from '../output/rows/formats.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly format?: RowFormat
  readonly tenant?: string
  readonly timeout?: number
  readonly json?: boolean
}

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/

/** JSON columns hold JSON text; an answer holds what it says. */
function answerOf({ columns, rows }: Result): Answer {
  const json = new Set(columns.filter((column) => column.type === 'JSON').map((column) => column.name))
  const cell = (name: string, value: unknown): unknown =>
    json.has(name) && typeof value === 'string' ? JSON.parse(value) : value
  return {
    columns: columns.map(({ name, type }) => ({ name, type: numeric.test(type) ? 'long' : type })),
    rows: rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(name, value)])),
    ),
  }
}

function parseFormat(text: string): RowFormat {
  if (text in rowFormats) return text as RowFormat
  throw new UserError('USAGE', `'${text}' is no format`, { hint: Object.keys(rowFormats).join(', ') })
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new UserError('USAGE', `'${text}' is no number of seconds`)
  return seconds
}

export const command: Command<Options> = {
  description:
    'Ask the canonical tables in SQL: audit, signin, directory_audit, graph_activity, mail_event, alert, config, table_row, and indicator, batches, rejects, variants. One reading statement; no other file of the machine is in its reach.',
  args: '<statement>',
  options: [
    workspaceOption,
    {
      flags: '--format <name>',
      description: `${Object.keys(rowFormats).join(', ')} (default: table)`,
      parse: parseFormat,
    },
    { flags: '--tenant <id>', description: 'only records of this OrganizationId' },
    { flags: '--timeout <seconds>', description: 'stop the statement after this time', parse: parseSeconds },
    ...engineOptions,
  ],
  examples: [
    'taxi sql "SELECT Operation, count(*) AS n FROM audit GROUP BY ALL ORDER BY n DESC"',
    'taxi sql "SELECT path, line, reason FROM rejects" --format csv',
    'taxi sql "SELECT * FROM indicator WHERE value = \'203.0.113.7\'" --workspace case-12 --format ndjson',
  ],
  async run({ args, options, io }) {
    const [statement = ''] = args
    if (statement.trim() === '') throw new UserError('USAGE', 'there is no statement here')
    const workspace = await openWorkspace(workspaceFolder(options))
    const engine = await openEngine(workspace, {
      ...engineSettingsOf(options),
      ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
    })
    try {
      const result = await engine.query(statement, {
        signal: io.signal,
        ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout * 1000 }),
      })
      io.stdout(rowFormats[options.format ?? (io.json ? 'json' : 'table')](answerOf(result)))
      return exitCodes.ok
    } finally {
      await engine.close()
    }
  },
}
