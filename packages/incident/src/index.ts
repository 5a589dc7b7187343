export { IncidentError } from './error.js'
export { findPages, readPageText } from './files.js'
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
