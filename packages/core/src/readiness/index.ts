export {
  assessReadiness,
  type MailboxReadiness,
  type Readiness,
  type ReadinessFinding,
  type SourceReadiness,
} from './assess.js'
export { adviceTitles, type ReadinessFacts } from './check.js'
export { readinessChecks } from './checks/index.js'
export { readReadinessFacts } from './facts.js'
export { type GroupGap, type GroupMember, judgeGroups, type ParsedGroups, parseGroups } from './groups.js'
export { readinessJsonSchema, readinessSchema } from './model.js'
export { unloggedOf } from './unlogged.js'
export {
  combine,
  type Judgement,
  type ReadinessVerdict,
  readinessVerdicts,
  type Unlogged,
} from './verdict.js'
