import type { Hunt, HuntFixture, Ioc } from '../model.js'

/** What a hunt is run on: records of the simulator, or a workspace of real exports. */
export type HuntData =
  | { readonly kind: 'fixture'; readonly fixture: HuntFixture }
  | { readonly kind: 'workspace'; readonly dir: string }

/** One thing a hunt found, in words a person can check. */
export interface HuntFinding {
  readonly rule: string
  readonly title: string
  /** Mailbox, app or address the finding is about. */
  readonly subject: string
  readonly first: string
  readonly last: string
  /** Ids of the records that prove it. */
  readonly evidence: readonly string[]
}

/** Three outcomes, never two: what was not logged is not silence. */
export type HuntResult =
  | { readonly status: 'fires'; readonly findings: readonly HuntFinding[]; readonly version?: string }
  | { readonly status: 'silent'; readonly version?: string }
  | { readonly status: 'not-evaluable'; readonly reasons: readonly string[]; readonly version?: string }

/** A hunt together with the incident it belongs to. */
export interface HuntRequest {
  readonly slug: string
  readonly hunt: Hunt
}

/**
 * Runs the rules of a hunt. This package has no engine: `taxi` passes this function in.
 * A rule that does not exist, or an engine that cannot run it, is `not-evaluable` with the reason; an exception is a bug.
 */
export type RunHunt = (request: HuntRequest, data: HuntData) => Promise<HuntResult>

/** An indicator to look for in a workspace, and the days between which a match means something. */
export interface SweepTarget {
  readonly ioc: Ioc
  /** First and last instant (ISO, UTC, both included); undefined where the incident gives no such bound. */
  readonly from: string | undefined
  readonly to: string | undefined
}
