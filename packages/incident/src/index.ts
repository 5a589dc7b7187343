export { IncidentError } from './error.js'
export { toCsv } from './export/csv.js'
export { toAtom, toJsonFeed } from './export/feeds.js'
export { toIncidentJson, toIndexJson } from './export/json.js'
export { toMisp } from './export/misp.js'
export { toStix } from './export/stix.js'
export { findPages, readPageText } from './files.js'
export { type HuntRun, refusalOf, runHunts } from './hunt/check.js'
export type { HuntData, HuntFinding, HuntRequest, HuntResult, RunHunt, SweepTarget } from './hunt/hunt.js'
export { defaultMarginDays, sweepTargets } from './hunt/sweep.js'
export { type ImportedIncident, importIncident, type ThreadSource } from './import/incident.js'
export {
  appendFields,
  type ImportedCoverage,
  type ImportedEvent,
  type ImportedPage,
  importPage,
} from './import/page.js'
export {
  type ImportedThread,
  importThread,
  printThread,
  type ThreadClaim,
  type ThreadLine,
} from './import/thread.js'
export {
  applyEdits,
  type Finding,
  fixPage,
  type LintOptions,
  type LintResult,
  lintPage,
} from './lint/lint.js'
export { rules } from './lint/rules/index.js'
export { toSarif } from './lint/sarif.js'
export { loadIncidents, loadPage, slugOf } from './load.js'
export { type Interval, type Metrics, metricsOf, showInterval } from './metrics.js'
export type * from './model.js'
export { type Page, readPage } from './page/page.js'
export { schemaProblems } from './schema.js'
export { type BuildOptions, buildSite, type Site, writeSite } from './site/build.js'
