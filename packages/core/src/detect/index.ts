export { armTemplate } from './arm-template.js'
export { correlateFindings } from './correlate.js'
export { type Decided, type Decision, decide, decisionSchema } from './decision.js'
export {
  type Entities,
  type EntityKind,
  entityKinds,
  type Finding,
  type Gap,
  type Incident,
  type RuleOutcome,
} from './finding.js'
export { hashText } from './hash.js'
export { buildIncidents, incidentThreshold } from './incident.js'
export { lintRule, lintTogether, type QueryCheck, type RuleProblem, ruleChecks } from './lint.js'
export { navigatorLayer } from './navigator-layer.js'
export {
  type ParsedRule,
  parseRule,
  type Rule,
  type RuleError,
  type RuleTest,
  type Severity,
} from './rule.js'
export {
  type BaseRecords,
  parseBaseRecords,
  type RuleTestResult,
  runRuleTest,
  type TestRecord,
  testRecords,
} from './rule-test.js'
export {
  type Detection,
  type DetectOptions,
  detect,
  type EarlierRun,
  type QueryAnswer,
  type RuleRun,
  type RunQuery,
  type RunStore,
  stepsOf,
} from './run.js'
export { sources } from './source.js'
