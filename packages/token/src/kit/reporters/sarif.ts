import type { CaseResult, Report } from '../report.js'
import { notice } from './notice.js'

const levels = { MUST: 'error', MS: 'error', HARD: 'warning' } as const

const rule = (result: CaseResult) => ({
  id: result.id,
  shortDescription: { text: result.title },
  help: { text: result.clause ?? 'a lawful token that must be accepted' },
  defaultConfiguration: { level: levels[result.level ?? 'MUST'] },
  properties: { group: result.group ?? 'controls', attacker: result.attacker, kind: result.kind },
})

const location = (target: string, artifact: string) => ({
  physicalLocation: { artifactLocation: { uri: artifact }, region: { startLine: 1 } },
  logicalLocations: [{ name: target, kind: 'module' }],
})

/** SARIF 2.1.0: a rule per case, a result per case the target failed. `artifact` is the file to point at. */
export function renderSarif(report: Report, artifact = 'token-target'): string {
  const results = report.cases
    .filter(({ outcome }) => outcome === 'fail')
    .map((result) => ({
      ruleId: result.id,
      level: levels[result.level ?? 'MUST'],
      message: { text: `${result.title}: ${result.problems.join('; ')}` },
      locations: [location(report.target, artifact)],
    }))
  const driver = {
    name: 'taxi token conformance',
    informationUri: 'https://www.rfc-editor.org/rfc/rfc8725',
    rules: report.cases.map(rule),
  }
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results, properties: { notice, seed: report.seed } }],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
