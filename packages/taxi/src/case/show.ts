import { type ExitCode, exitCodes, type Io } from '../command.js'
import { errorText } from '../output/error-text.js'
import { safeText } from '../output/safe-text.js'
import { shellWord } from '../output/shell-word.js'
import { count, plural } from '../render/report/format.js'
import type { CaseResult } from './investigate.js'

/** What a machine is told on stdout. */
const forMachines = ({ report, written, workspace, files }: CaseResult): Record<string, unknown> => ({
  out: written.folder,
  report: written.report,
  workspace,
  files: files.map(({ path, sha256, shape, rows, records, duplicates, rejects, error }) => ({
    path,
    sha256,
    shape,
    rows,
    records,
    duplicates,
    rejects,
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
  })),
  counters: report.counters,
  incidents: report.incidents.length,
  findings: report.findings.length,
  notEvaluable: report.outcomes
    .filter((outcome) => outcome.outcome === 'not-evaluable')
    .map((outcome) => outcome.rule),
  summary: report.summary,
})

function forPeople({ report, written, workspace, files }: CaseResult): string {
  const rejects = files.reduce((sum, file) => sum + file.rejects, 0)
  const lines = [
    `${plural(files.length, 'input')}, ${plural(report.counters.records, 'audit record')}, ${plural(rejects, 'line')} rejected`,
    '',
    ...report.summary,
    '',
    ...report.incidents.map(
      (incident) =>
        `${incident.severity.toUpperCase()}  ${incident.title}  (score ${incident.score}, ${count(incident.exposed.read)} read, ${count(incident.exposed.presumed)} presumed)`,
    ),
    ...(report.incidents.length > 0 ? [''] : []),
    `Ask further: taxi ledger --workspace ${shellWord(workspace)} --mailbox ADDRESS`,
    `Report: ${written.report}`,
    '',
  ]
  return safeText(lines.join('\n'))
}

/** Prints the outcome and says how the process should exit: findings win over an input that could not be read. */
export function showCase(result: CaseResult, io: Io): ExitCode {
  for (const { error } of result.failed) if (error) io.stderr(errorText(error, io))
  io.stdout(io.json ? `${JSON.stringify(forMachines(result))}\n` : forPeople(result))
  if (result.report.findings.length > 0) return exitCodes.findings
  return result.failed.length > 0 ? exitCodes.error : exitCodes.ok
}
