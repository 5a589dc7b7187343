import {
  createWorkspace,
  type FileReport,
  type IngestProgress,
  type IngestReport,
  ingest,
} from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { inputsOf, shortName } from '../files/inputs.js'
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
  readonly wait?: number
}

const millions = (characters: number): string => `${(characters / 1e6).toFixed(0)} MB`

/** `12 files, 310 MB, 71 MB/s, export.csv` */
function progressText(started: number, { path, input, inputs, characters }: IngestProgress): string {
  const seconds = Math.max(0.001, (Date.now() - started) / 1000)
  const of = inputs === undefined ? '' : ` of ${inputs}`
  return `file ${input}${of}, ${millions(characters)}, ${millions(characters / seconds)}/s  ${shortName(path)}`
}

/** The report as scripts get it; the shape of this object is a contract. */
export const reportJson = ({ files, totals }: IngestReport) => ({
  files: files.map(
    ({ path, sha256, shape, rows, records, duplicates, rejects, from, to, already, error }) => ({
      path,
      sha256,
      shape,
      rows,
      records,
      duplicates,
      rejects,
      from,
      to,
      ...(already ? { already } : {}),
      ...(error
        ? { error: { code: error.code, message: error.message, ...(error.line ? { line: error.line } : {}) } }
        : {}),
    }),
  ),
  totals,
})

const day = (time: string | null): string => time?.slice(0, 16).replace('T', ' ') ?? ''

function fileRow(file: FileReport): (string | number)[] {
  const { path, shape, rows, records, duplicates, rejects, from, to } = file
  const note = file.already ? 'ingested before: nothing to do' : (file.error?.message ?? '')
  return [path, shape ?? '', rows, records, duplicates, rejects, day(from), day(to), note]
}

function reportText(report: IngestReport, seconds: number, folder: string): string {
  const { totals } = report
  const headers = ['file', 'shape', 'rows', 'records', 'duplicates', 'rejects', 'from', 'to', '']
  const lines = [
    table(headers, report.files.map(fileRow)),
    '',
    `${totals.rows} rows in ${seconds.toFixed(1)} s (${Math.round(totals.rows / Math.max(seconds, 0.001))} rows/s): ` +
      `${totals.records} new records, ${totals.duplicates} duplicates, ${totals.rejects} rejected. ` +
      `The workspace ${folder} holds ${totals.distinct} distinct records.`,
  ]
  if (totals.rejects > 0)
    lines.push(
      `Rejected lines: taxi sql "SELECT path, line, reason, text FROM rejects" --workspace ${folder}`,
    )
  return `${lines.join('\n')}\n`
}

function parseWait(text: string): number {
  const seconds = Number(text)
  if (!(seconds >= 0)) throw new UserError('USAGE', `'${text}' is no number of seconds`)
  return seconds
}

/** What a folder holds besides exports is reported, but is no failure. */
const isFailure = (file: FileReport, named: ReadonlySet<string>): boolean =>
  file.error !== undefined && (named.has(file.path) || !['ING102', 'ING103'].includes(file.error.code))

export const command: Command<Options> = {
  description:
    'Load exports into a workspace: files, folders, patterns, .gz, .zip, - for standard input. The shape is told from the content. Every input is hashed; what was ingested before is not counted again; every line that cannot be read is kept with its reason.',
  args: '<path...>',
  options: [
    workspaceOption,
    {
      flags: '--wait <seconds>',
      description: 'how long to wait for another process that is writing',
      default: '60',
      parse: parseWait,
    },
    ...engineOptions,
  ],
  examples: [
    'taxi ingest AuditLog.csv signins.json',
    'taxi ingest exports/ --workspace case-12',
    'taxi ingest "exports/*.csv.gz" --json',
    'zcat dump.ndjson.gz | taxi ingest -',
  ],
  async run({ args, options, io }) {
    const folder = workspaceFolder(options)
    const workspace = await createWorkspace(folder)
    const named = new Set<string>()
    async function* inputs() {
      for await (const input of inputsOf(args, { stdin: io.stdin, workspace: workspace.folder })) {
        if (input.named) named.add(input.path)
        yield input
      }
    }
    const bar = progress(io)
    const started = Date.now()
    const report = await ingest(workspace, inputs(), {
      ...engineSettingsOf(options),
      waitMs: Number(options.wait ?? 60) * 1000,
      signal: io.signal,
      onProgress: (at) => bar.update(progressText(started, at)),
    })
    bar.done()
    for (const { error } of report.files)
      if (error) io.stderr(errorText(error, { json: io.json, debug: false }))
    if (io.json) io.stdout(`${JSON.stringify(reportJson(report))}\n`)
    else io.stdout(reportText(report, (Date.now() - started) / 1000, folder))
    const loaded = report.files.some((file) => file.error === undefined)
    return report.files.some((file) => isFailure(file, named)) || !loaded ? exitCodes.error : exitCodes.ok
  },
}
