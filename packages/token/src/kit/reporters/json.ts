import { type Report, summaryOf } from '../report.js'
import { notice } from './notice.js'

/** The whole report for machines. `cases` holds one row per attack and per control. */
export function renderJson(report: Report): string {
  const startedAt = new Date(report.startedAt).toISOString()
  return `${JSON.stringify({ ...report, startedAt, summary: summaryOf(report), notice }, null, 2)}\n`
}
