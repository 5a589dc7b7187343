import { type Command, exitCodes, type Io } from '../command.js'
import { type Hunt, readHunts } from '../files/hunt-files.js'
import { compileHere } from '../kql/compile-here.js'
import { parseNow } from '../kql/now.js'
import { type KqlSession, openSession } from '../kql/session.js'
import { UserError } from '../output/error.js'
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
  readonly now?: Date
  readonly timeout: number
  readonly tenant?: string
}

interface HuntResult {
  readonly id: string
  readonly status: 'hits' | 'empty' | 'refused' | 'error'
  readonly rows: number
  readonly ms: number
  readonly code?: string
  readonly message?: string
  readonly position?: {
    readonly line: number
    readonly column: number
    readonly offset: number
    readonly length: number
  }
  readonly file: string
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
  const plan = await compileHere(hunt.query, session.options, await session.engine())
  if (!plan.ok) {
    const [first] = plan.errors
    return done({
      status: 'refused',
      rows: 0,
      code: first?.code ?? 'KQL500',
      message: first?.message ?? '',
      ...(first ? { position: first.position } : {}),
    })
  }
  try {
    const { rows } = await session.run(plan, {
      limit: rowLimit,
      timeoutMs: options.timeout * 1000,
      signal: io.signal,
    })
    return done({ status: rows.length > 0 ? 'hits' : 'empty', rows: rows.length })
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
    { flags: '--tenant <id>', description: 'only this tenant (OrganizationId)' },
    workspaceOption,
    ...engineOptions,
  ],
  examples: [
    'taxi hunt Azure-Sentinel/Hunting-Queries/OfficeActivity',
    'taxi hunt my-hunts.kql page.md',
    'taxi hunt queries.jsonl --json > results.ndjson',
  ],
  async run({ args, options, io }) {
    const engine = { ...engineSettingsOf(options), ...(options.tenant ? { tenant: options.tenant } : {}) }
    const session = await openSession({ folder: workspaceFolder(options), now: options.now, engine })
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
            result.message
              ? `${result.code} ${result.position ? `line ${result.position.line}: ` : ''}${result.message}`.slice(
                  0,
                  100,
                )
              : '',
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
