/** The conformance kit. Runs in Node: it plays an authority, over HTTP where the target needs it. */

export { makeAuthority } from './authority/authority.js'
export { type AuthorityServer, serveAuthority } from './authority/server.js'
export { makeWorld, type World } from './authority/world.js'
export type { AttackCase, ControlCase } from './case.js'
export { attackCases } from './cases/index.js'
export { controlCases } from './controls/index.js'
export { type Profile, type ProfileName, profileNames, profileOf } from './profiles.js'
export type { RenewalKind } from './renewal/service.js'
export { type CaseResult, isGreen, type Report, type Summary, summaryOf } from './report.js'
export { type RunOptions, runConformance } from './run.js'
export type { Trial } from './stage.js'
export type { Answer, Target, TargetAdapter, TargetSetup } from './target.js'
