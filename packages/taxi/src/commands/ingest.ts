import {
  createWorkspace,
  type FileReport,
  type IngestProgress,
  type IngestReport,
  ingest,
} from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { isBesides, isFailure } from '../files/failure.js'
import { inputsOf, shortName } from '../files/inputs.js'
import { UserError } from '../output/error.js'
import { errorText } from '../output/error-text.js'
import { progress } from '../output/progress.js'
import { safeText } from '../output/safe-text.js'
import { shellWord } from '../output/shell-word.js'
import { table } from '../output/table.js'
import { count, plural } from '../render/report/format.js'
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

/** Named one by one only where few: a folder may hold thousands of files that are no exports. */
const shownBesides = 5

function besidesText(files: readonly FileReport[]): string {
  const names = files.slice(0, shownBesides).map(({ path }) => path)
  const more = files.length > names.length ? `, and ${count(files.length - names.length)} more` : ''
  return `No export, passed over: ${names.join(', ')}${more}`
}

function reportText(
  report: IngestReport,
  named: ReadonlySet<string>,
  seconds: number,
  folder: string,
): string {
  const { totals } = report
  const besides = report.files.filter((file) => isBesides(file, named))
  const exports = report.files.filter((file) => !besides.includes(file))
  const headers = ['file', 'shape', 'rows', 'records', 'duplicates', 'rejects', 'from', 'to', '']
  const place = folder === '.taxi' ? '' : ` --workspace ${shellWord(folder)}`
  const lines = [
    ...(exports.length > 0 ? [table(headers, exports.map(fileRow))] : []),
    ...(besides.length > 0 ? [safeText(besidesText(besides))] : []),
    '',
    exports.length > 0 && exports.every((file) => file.already)
      ? 'Nothing new: all of this was ingested before.'
      : `${plural(totals.rows, 'row')} in ${seconds.toFixed(1)} s: ${plural(totals.records, 'new record')}, ` +
        `${plural(totals.duplicates, 'duplicate')}, ${count(totals.rejects)} rejected.`,
    `The workspace ${folder} holds ${plural(totals.distinct, 'distinct record')}.`,
  ]
  if (totals.rejects > 0)
    lines.push(`Rejected lines: taxi sql "SELECT path, line, reason, text FROM rejects"${place}`)
  if (totals.distinct > 0) lines.push(`Ask it: taxi completeness${place}; taxi ledger${place}`)
  return `${lines.join('\n')}\n`
}

function parseWait(text: string): number {
  const seconds = Number(text)
  if (!(seconds >= 0)) throw new UserError('USAGE', `'${text}' is no number of seconds`)
  return seconds
}

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
    const failed = report.files.filter((file) => isFailure(file, named))
    for (const { error } of failed) if (error) io.stderr(errorText(error, { json: io.json, debug: false }))
    if (failed.length === 0 && !report.files.some((file) => file.error === undefined))
      io.stderr(errorText(new UserError('ING103', 'none of this is an export this tool knows'), io))
    if (io.json) io.stdout(`${JSON.stringify(reportJson(report))}\n`)
    else io.stdout(reportText(report, named, (Date.now() - started) / 1000, folder))
    const loaded = report.files.some((file) => file.error === undefined)
    return failed.length > 0 || !loaded ? exitCodes.error : exitCodes.ok
  },
}
