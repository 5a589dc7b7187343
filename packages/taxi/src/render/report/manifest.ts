import type { Report } from '@bigyellowtaxi/core'
import type { AskedQuery } from './recording-engine.js'

/** What was read, by which version, with which questions: enough to do it again and compare. */
export function manifestOf(
  report: Report,
  queries: readonly AskedQuery[],
  outputs: readonly { readonly file: string; readonly sha256: string }[],
): Record<string, unknown> {
  return {
    kind: 'big-yellow-taxi manifest',
    version: 1,
    tool: report.tool,
    scope: report.scope,
    inputs: report.inputs,
    rules: report.outcomes.map(({ rule, version }) => ({ rule, version })),
    outputs,
    queries,
  }
}
