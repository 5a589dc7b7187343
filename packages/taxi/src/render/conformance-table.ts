import { type CaseResult, notice, type Report, summaryOf } from '@bigyellowtaxi/token/kit'
import { table } from '../output/table.js'

const words = { pass: 'pass', fail: 'FAIL', 'not-run': 'not run' } as const

const row = (result: CaseResult): readonly string[] => [
  result.id,
  words[result.outcome],
  result.level ?? 'control',
  result.title,
  result.outcome === 'pass' ? (result.clause ?? '') : result.problems.slice(0, 3).join('; '),
]

/** The report for a terminal: what failed and what was not run, then the counts. */
export function conformanceTable(report: Report, all: boolean): string {
  const summary = summaryOf(report)
  const shown = report.cases.filter(({ outcome }) => all || outcome !== 'pass')
  const rows =
    shown.length === 0 ? [] : [table(['case', 'result', 'level', 'what', 'why'], shown.map(row)), '']
  return [
    ...rows,
    `${report.target}: accepted ${summary.attacksAccepted} of ${summary.attacksRun} forged cases run and ${summary.controlsAccepted} of ${summary.controlsRun} lawful ones; ${summary.failed} failed, ${summary.notRun} not run.`,
    notice,
    '',
  ].join('\n')
}
