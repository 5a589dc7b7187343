import { type Command, exitCodes, type Io } from '../command.js'
import { type Hunt, readHunts } from '../files/hunt-files.js'
import { parseNow } from '../kql/now.js'
import { type KqlSession, openSession } from '../kql/session.js'
import { UserError } from '../output/error.js'
import { progress } from '../output/progress.js'
import { table } from '../output/table.js'
import { type QueryOptions, queryOptions, sessionOptionsOf } from './query-options.js'
import { engineOptions, workspaceOption } from './workspace-options.js'

interface Options extends QueryOptions {
  readonly timeout: number
}

interface HuntResult {
  readonly id: string
  readonly status: 'hits' | 'empty' | 'refused' | 'error'
  readonly rows: number
  readonly ms: number
  readonly code?: string
  readonly message?: string
  readonly hint?: string
  /** Tables the hunt reads that nothing was ingested for. */
  readonly emptyTables?: readonly string[]
  readonly position?: {
    readonly line: number
    readonly column: number
    readonly offset: number
    readonly length: number
  }
  readonly file: string
}

/** What the table says beside a hunt: why it did not run, or which of its tables hold nothing. */
function why({ code, message, position, emptyTables }: HuntResult): string {
  if (message) return `${code} ${position ? `line ${position.line}: ` : ''}${message}`
  return emptyTables ? `nothing was ingested for ${emptyTables.join(', ')}` : ''
}

/** Rows after which a hunt has said enough: the table counts, `taxi query` shows. */
const rowLimit = 100_000

async function runHunt(hunt: Hunt, session: KqlSession, options: Options, io: Io): Promise<HuntResult> {
  const started = performance.now()
  const done = (result: Omit<HuntResult, 'id' | 'ms' | 'file'>): HuntResult => ({
    id: hunt.id,
    ...result,
    ms: Math.round(performance.now() - started),
    file: hunt.file,
  })
  const plan = await session.compileHere(hunt.query)
  if (!plan.ok) {
    const [first] = plan.errors
    return done({
      status: 'refused',
      rows: 0,
      code: first?.code ?? 'KQL500',
      message: first?.message ?? '',
      ...(first?.hint ? { hint: first.hint } : {}),
      ...(first ? { position: first.position } : {}),
    })
  }
  try {
    const { rows } = await session.run(plan, {
      limit: rowLimit,
      timeoutMs: options.timeout * 1000,
      signal: io.signal,
    })
    const emptyTables = await session.empty(plan.tables)
    return done({
      status: rows.length > 0 ? 'hits' : 'empty',
      rows: rows.length,
      ...(emptyTables.length > 0 ? { emptyTables } : {}),
    })
  } catch (error) {
    io.signal.throwIfAborted()
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return done({ status: 'error', rows: 0, code: (error as { code?: string }).code ?? 'QRY201', message })
  }
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new UserError('USAGE', `'${text}' is no number of seconds`)
  return seconds
}

export const command: Command<Options> = {
  description:
    'Run a folder of published hunts over the workspace: Sentinel YAML, .kql, Markdown with KQL blocks, or .jsonl of {id, query}. Says for each: hits, empty, refused and why, and the time.',
  args: '<path...>',
  options: [
    {
      flags: '--now <time>',
      description: 'what now() and ago() mean (default: as taxi query)',
      parse: parseNow,
    },
    { flags: '--timeout <seconds>', description: 'for each hunt', default: '60', parse: parseSeconds },
    ...queryOptions,
    workspaceOption,
    ...engineOptions,
  ],
  examples: [
    'taxi hunt Azure-Sentinel/Hunting-Queries/OfficeActivity',
    'taxi hunt my-hunts.kql page.md',
    'taxi hunt queries.jsonl --json > results.ndjson',
  ],
  async run({ args, options, io }) {
    const session = await openSession(sessionOptionsOf(options, io.signal))
    const bar = progress(io)
    const results: HuntResult[] = []
    try {
      if (session.now.note && !io.json) io.stderr(`${session.now.note}\n`)
      for await (const hunt of readHunts(args)) {
        bar.update(`${results.length + 1}: ${hunt.id}`)
        const result = await runHunt(hunt, session, { ...options, timeout: Number(options.timeout) }, io)
        results.push(result)
        if (io.json) io.stdout(`${JSON.stringify(result)}\n`)
      }
    } finally {
      bar.done()
      await session.close()
    }
    const count = (status: HuntResult['status']) =>
      results.filter((result) => result.status === status).length
    if (!io.json) {
      io.stdout(
        `${table(
          ['hunt', 'status', 'rows', 'ms', 'why'],
          results.map((result) => [
            result.id.slice(0, 60),
            result.status,
            result.rows,
            result.ms,
            why(result).slice(0, 100),
          ]),
        )}\n\n`,
      )
      io.stdout(
        `${results.length} hunts: ${count('hits')} with hits, ${count('empty')} empty, ${count('refused')} refused, ${count('error')} failed\n`,
      )
    }
    return count('hits') > 0 ? exitCodes.findings : exitCodes.ok
  },
}
