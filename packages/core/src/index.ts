export type { ClientClass } from './access/client.js'
export type { Context } from './access/context.js'
export { type Question, readQuestion } from './access/question.js'
export { type Gap as LogGap, type GapKind, gapKinds } from './completeness/gap.js'
export {
  buildCompleteness,
  type Completeness,
  type DayCell,
  type DayState,
  type MailboxMap,
} from './completeness/map.js'
export { readFacts } from './completeness/read-facts.js'
export * from './detect/index.js'
export { type Input, readInputs } from './inputs.js'
export { type Investigation, investigate, type RunRules } from './investigation.js'
export type { FolderEntry, Ledger, MailboxEntry, MessageEntry } from './ledger/entry.js'
export { type Answer, readLedger } from './ledger/ledger.js'
export { type Verdict, verdicts } from './ledger/verdict.js'
export { type LinkReport, readLinks } from './link/link.js'
export { summariseLinks } from './link/summary.js'
export { deriveTokenId } from './link/token-id.js'
export * from './query/index.js'
export * from './readiness/index.js'
export { buildReport } from './report/build.js'
export {
  type Report,
  type ReportContext,
  type ReportMessage,
  type ReportRecord,
  reportJsonSchema,
  reportSchema,
  reportVersion,
} from './report/model.js'
export { mailboxStatement, messageStatement } from './report/statement.js'
export { everything, hasContext, type Scope } from './scope.js'
