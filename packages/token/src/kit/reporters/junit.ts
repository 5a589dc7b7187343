import type { CaseResult, Report } from '../report.js'
import { notice } from './notice.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const xml = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"]/g, (char) => entities[char] ?? char)

function testcase(result: CaseResult): string {
  const name = xml(`${result.id} ${result.title}`)
  const open = `    <testcase classname="${xml(result.group ?? 'controls')}" name="${name}" time="${result.slowestMs / 1000}"`
  const text = xml(result.problems.join('; '))
  if (result.outcome === 'not-run') return `${open}><skipped message="${text}"/></testcase>`
  if (result.outcome === 'pass') return `${open}/>`
  const clause = result.clause === undefined ? '' : xml(`\nclause: ${result.clause}`)
  return `${open}><failure message="${text}" type="${result.kind}">${text}${clause}</failure></testcase>`
}

/** As the schema of Jenkins has it: a suite counts its skipped cases, all suites together do not. */
function counted(cases: readonly CaseResult[], isSuite = true): string {
  const count = (outcome: CaseResult['outcome']) => cases.filter((one) => one.outcome === outcome).length
  const seconds = cases.reduce((sum, { slowestMs }) => sum + slowestMs, 0) / 1000
  const all = `tests="${cases.length}" failures="${count('fail')}" errors="0"`
  return `${all}${isSuite ? ` skipped="${count('not-run')}"` : ''} time="${seconds}"`
}

/** JUnit XML: one suite per group of cases, controls first. */
export function renderJunit(report: Report): string {
  const suites = [...byGroup(report.cases)].map(([group, cases]) => {
    return [
      `  <testsuite name="${xml(group)}" ${counted(cases)}>`,
      ...cases.map(testcase),
      '  </testsuite>',
    ].join('\n')
  })
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${xml(notice)} -->`
  return `${head}\n<testsuites name="${xml(report.target)}" ${counted(report.cases, false)}>\n${suites.join('\n')}\n</testsuites>\n`
}

function byGroup(cases: readonly CaseResult[]): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>()
  for (const one of cases) {
    const name = one.group ?? 'controls'
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return groups
}
