import { readFile, writeFile } from 'node:fs/promises'
import type { Plan } from '@bigyellowtaxi/core/query'
import { type Command, type ExitCode, exitCodes, type Io } from '../command.js'
import { parseNow } from '../kql/now.js'
import { queryErrorJson, queryErrorText } from '../kql/query-error.js'
import { type KqlSession, openSession } from '../kql/session.js'
import { UserError } from '../output/error.js'
import type { Answer } from '../output/rows/format.js'
import { type RowFormat, rowFormats } from '../output/rows/formats.js'
import { safeText } from '../output/safe-text.js'
import { type QueryOptions, queryOptions, sessionOptionsOf } from './query-options.js'
import { engineOptions, workspaceOption } from './workspace-options.js'

interface Options extends QueryOptions {
  readonly file?: string
  readonly format: string
  readonly out?: string
  readonly explain?: boolean
  readonly timeout?: number
  readonly limit: number
}

const formats = [...Object.keys(rowFormats), 'html', 'parquet'] as const

function parseNumber(text: string): number {
  const number = Number(text)
  if (!(number > 0)) throw new UserError('USAGE', `'${text}' is no number above zero`)
  return number
}

async function textOf(args: readonly string[], options: Options, io: Io): Promise<string> {
  if (options.file)
    return readFile(options.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UserError('QRY101', `cannot read it: ${error.code}`, { file: options.file ?? '' })
    })
  const [query] = args
  if (query !== undefined && query !== '-') return query
  const chunks: Buffer[] = []
  for await (const chunk of io.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** Pages and pictures are loaded where they are asked for: an answer in a table is there sooner. */
async function print(answer: Answer, plan: Plan, text: string, options: Options, io: Io): Promise<string> {
  if (options.format === 'html')
    return (await import('../render/answer-page.js')).answerPage(answer, text, plan.render)
  const format = (io.json ? 'json' : options.format) as RowFormat
  const isDrawn = format === 'table' && plan.render && plan.render.kind !== 'table'
  return `${isDrawn ? await drawn(answer) : ''}${rowFormats[format](answer)}`
}

async function drawn(answer: Answer): Promise<string> {
  const { chartOf } = await import('../render/chart/model.js')
  const chart = chartOf(answer)
  return chart ? `${(await import('../render/chart/terminal.js')).terminalChart(chart)}\n` : ''
}

async function tellEmpty(session: KqlSession, plan: Plan, io: Io): Promise<void> {
  const empty = await session.empty(plan.tables)
  if (empty.length > 0) io.stderr(`nothing of this kind was ingested: ${empty.join(', ')}\n`)
}

async function answer(
  session: KqlSession,
  plan: Plan,
  text: string,
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const run = {
    signal: io.signal,
    limit: options.limit,
    ...(options.timeout ? { timeoutMs: options.timeout * 1000 } : {}),
  }
  const printed: string[] = []
  for (const part of [plan, ...plan.more]) {
    const { rows, isTruncated } = await session.run(part, run)
    if (options.format === 'parquet' && options.out)
      await (await import('@bigyellowtaxi/lake')).writeParquet(options.out, part.columns, rows)
    else printed.push(await print({ columns: part.columns, rows }, { ...plan, ...part }, text, options, io))
    if (isTruncated) io.stderr(`only the first ${options.limit} rows are shown; --limit shows more\n`)
    if (rows.length === 0) await tellEmpty(session, plan, io)
  }
  const out = printed.join('\n')
  if (options.format === 'parquet') return exitCodes.ok
  if (options.out) await writeFile(options.out, out)
  else io.stdout(out)
  return exitCodes.ok
}

export const command: Command<Options> = {
  description:
    "Ask the workspace in KQL. Sentinel's and Defender's tables are views over what was ingested; a table nothing was ingested for is empty, and the answer says so. What cannot be said exactly is refused with its place, never guessed.",
  args: '[kql]',
  options: [
    { flags: '-f, --file <file>', description: 'read the query from a file' },
    { flags: '--format <format>', description: formats.join(', '), default: 'table' },
    { flags: '--out <file>', description: 'write there instead of standard output' },
    {
      flags: '--now <time>',
      description:
        'what now() and ago() mean (default: just after the newest record of an old log, else the clock)',
      parse: parseNow,
    },
    { flags: '--explain', description: 'print the plan and the SQL instead of running it' },
    { flags: '--timeout <seconds>', description: 'stop after so long', parse: parseNumber },
    { flags: '--limit <rows>', description: 'rows to show', default: '500000', parse: parseNumber },
    ...queryOptions,
    workspaceOption,
    ...engineOptions,
  ],
  examples: [
    'taxi query \'OfficeActivity | where Operation == "MailItemsAccessed" | summarize count() by AppId\'',
    'taxi query -f hunt.kql --format html --out hunt.html',
    "taxi query 'SigninLogs | summarize count() by bin(TimeGenerated, 1h) | render timechart'",
    "taxi query 'CloudAppEvents | take 5' --format ndjson --now 2026-03-20",
  ],
  async run({ args, options, io }) {
    if (!(formats as readonly string[]).includes(options.format))
      throw new UserError('USAGE', `there is no format '${options.format}'`, { hint: formats.join(', ') })
    if (options.format === 'parquet' && !options.out)
      throw new UserError('USAGE', 'a Parquet file needs a name', { hint: '--out FILE' })
    const text = await textOf(args, options, io)
    const session = await openSession(sessionOptionsOf(options, io.signal))
    try {
      const plan = await session.compile(text)
      if (!plan.ok) {
        if (io.json) io.stderr(queryErrorJson(plan.errors, options.file))
        else for (const error of plan.errors) io.stderr(queryErrorText(text, error, options.file))
        return exitCodes.error
      }
      if (session.now.note && /\b(ago|now|startofday|endofday)\b/.test(text))
        io.stderr(`${session.now.note}\n`)
      for (const warning of [...plan.warnings, ...session.notes(plan)]) io.stderr(`${warning}\n`)
      if (options.explain) {
        io.stdout(
          io.json
            ? `${JSON.stringify(plan)}\n`
            : `${safeText(plan.outline)}\n\n${[plan, ...plan.more].map((part) => part.sql).join(';\n')}\n`,
        )
        return exitCodes.ok
      }
      return await answer(session, plan, text, options, io)
    } finally {
      await session.close()
    }
  },
}
