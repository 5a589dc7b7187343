import type { KitFetch } from './authority/fetch.js'
import type { Profile, ProfileName } from './profiles.js'
import type { RenewalService } from './renewal/service.js'

/** What a target said about one token. `refused` is any deliberate no; an error thrown is `broken`. */
export type Answer =
  | {
      readonly kind: 'accepted'
      readonly identity?: string
      readonly session?: string
      readonly status?: number
    }
  | { readonly kind: 'refused'; readonly code?: string; readonly status?: number; readonly session?: string }
  | { readonly kind: 'broken'; readonly reason: string; readonly status?: number }

/** A verifier, or a service with one in it, set up for one profile. */
export interface Target {
  present(token: string, expected: { readonly nonce?: string }): Promise<Answer>
  /** Its own sessions and renewal, where it has them. */
  readonly renewal?: RenewalService
  close?(): Promise<void> | void
}

export interface TargetSetup {
  readonly profile: Profile
  /** Reaches the emulated authority under the names of the real hosts. */
  readonly fetch: KitFetch
  /** The kit's clock, milliseconds since 1970. */
  readonly now: () => number
  /** The authority's loopback address, when the adapter asked for `loopback`. */
  readonly origin: string
}

/** How the kit reaches one library or service: what a module given to `--adapter` exports as `adapter`. */
export interface TargetAdapter {
  readonly name: string
  /** Profiles it can be set up for; default `workforce` alone. */
  readonly profiles?: readonly ProfileName[]
  /** `fetch` (default): uses `setup.fetch`. `loopback`: fetches over HTTP by itself. */
  readonly transport?: 'fetch' | 'loopback'
  /** `kit` when it reads time from `setup.now` only, so that rotation can be played; default `system`. */
  readonly clock?: 'kit' | 'system'
  /** `once` when there is one running target whose caches the kit cannot clear; default `per-case`. */
  readonly lifetime?: 'per-case' | 'once'
  create(setup: TargetSetup): Target | Promise<Target>
}
