import { readDocument } from './document.js'
import type { Edit, Rule } from './rule.js'
import { rules } from './rules/index.js'

export interface Finding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly rule: string
  readonly message: string
  readonly fixable: boolean
}

export interface LintOptions {
  /** Day the page is judged on: drafts, open statuses and future dates depend on it. */
  readonly now: Date
  readonly rules?: readonly Rule[]
}

export interface LintResult {
  /** In order of line, column, rule. */
  readonly findings: readonly Finding[]
  readonly edits: readonly Edit[]
}

/** Every defect of one page. `file` is read only to look for the attachments the page links to. */
export function lintPage(text: string, file: string, options: LintOptions): LintResult {
  const document = readDocument(text, file, options.now)
  const found = (options.rules ?? rules).flatMap((rule) =>
    [...rule.check(document)].map((report) => ({ rule: rule.id, report })),
  )
  const findings = found.map(({ rule, report }): Finding => {
    const { line, column } = document.lines.place(report.at)
    return { file, line, column, rule, message: report.message, fixable: report.fix !== undefined }
  })
  findings.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
  return { findings, edits: found.flatMap(({ report }) => (report.fix ? [report.fix] : [])) }
}

/** The page with every mechanical fix applied, again and again until nothing more can be fixed. */
export function fixPage(text: string, file: string, options: LintOptions): string {
  let current = text
  for (let pass = 0; pass < 10; pass++) {
    const { edits } = lintPage(current, file, options)
    const next = applyEdits(current, edits)
    if (next === current) return current
    current = next
  }
  return current
}

/** Applies edits from the end backwards; of two that overlap the earlier one wins, the other waits for the next pass. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  const kept = ordered.filter((edit, i) => ordered.slice(0, i).every((other) => other.end <= edit.start))
  return kept.reduceRight(
    (current, edit) => current.slice(0, edit.start) + edit.text + current.slice(edit.end),
    text,
  )
}
