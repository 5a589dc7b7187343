import { steps, TokenRejection } from '../errors.js'
import { readKeySet, type SigningKey, type SigningKeys } from './signing-key.js'

/** Where keys come from. `find` answers at once when it can, so that a warm verifier never waits. */
export interface KeySource {
  /** @throws TokenRejection TOK301 when no key goes by this name, TOK302 when there are no fresh keys */
  find(kid: unknown): SigningKey | Promise<SigningKey>
}

export interface RefreshOptions {
  readonly load: () => Promise<SigningKeys>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A key removed by the authority is refused after this time at the latest. */
  readonly ttlMs: number
  /** Least time between two fetches, whoever asks. */
  readonly refetchIntervalMs: number
  /** How long a token with an unknown kid may wait for a refetch. */
  readonly unknownKidWaitMs: number
  /** Told why a fetch failed; the token being judged is not part of it. */
  readonly onFetchError?: (reason: Error) => void
}

const refuse = (step: 'unknownKey' | 'keysUnavailable', reason: string): never => {
  throw new TokenRejection(reason, steps[step])
}

function named(keys: SigningKeys, kid: unknown): SigningKey | undefined {
  return typeof kid === 'string' ? keys.get(kid) : undefined
}

const orUnknown = (key: SigningKey | undefined): SigningKey =>
  key ?? refuse('unknownKey', 'kid names no published key')

/** Resolves when the work is done or the time is over, whichever comes first. */
function within(work: Promise<void>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs)
    void work.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** A fetch under way. */
interface Refetch {
  readonly done: Promise<void>
  /** The same, but over soon whatever the authority does: one wait for all tokens with an unknown kid. */
  readonly soon: Promise<void>
}

/**
 * Keys fetched when needed and refused when stale. From half the lifetime on they are refreshed in the background,
 * so that an outage shorter than the other half goes unnoticed; past the lifetime everything is refused.
 */
export function refreshingKeys(options: RefreshOptions): KeySource {
  const { load, now, ttlMs, refetchIntervalMs, unknownKidWaitMs } = options
  let keys: SigningKeys | undefined
  let fetchedAt = 0
  let attemptedAt = Number.NEGATIVE_INFINITY
  let pending: Refetch | undefined

  const fetchNow = async (): Promise<void> => {
    const startedAt = now()
    try {
      const fresh = await load()
      keys = fresh
      // The age of a key set counts from when it was asked for, not from when a slow answer arrived.
      fetchedAt = startedAt
    } catch (error) {
      options.onFetchError?.(error instanceof Error ? error : new Error(String(error)))
    } finally {
      pending = undefined
    }
  }
  const refetch = (): Refetch | undefined => {
    if (pending === undefined && Math.abs(now() - attemptedAt) >= refetchIntervalMs) {
      attemptedAt = now()
      const done = fetchNow()
      pending = { done, soon: within(done, unknownKidWaitMs) }
    }
    return pending
  }
  const isFresh = (): boolean => keys !== undefined && Math.abs(now() - fetchedAt) < ttlMs

  const afterRefetch = async (kid: unknown): Promise<SigningKey> => {
    const work = refetch()
    if (work) await (isFresh() ? work.soon : work.done)
    if (keys === undefined || !isFresh()) return refuse('keysUnavailable', 'no fresh keys of the authority')
    return orUnknown(named(keys, kid))
  }

  return {
    find(kid) {
      if (keys === undefined || !isFresh()) return afterRefetch(kid)
      const key = named(keys, kid)
      if (key === undefined) return typeof kid === 'string' ? afterRefetch(kid) : orUnknown(undefined)
      if (Math.abs(now() - fetchedAt) >= ttlMs / 2) void refetch()
      return key
    },
  }
}

/**
 * Keys from a saved JWK set: for offline inspection and for recipes that fetch with another library.
 * @throws TypeError when the value is not a JWK set
 */
export function savedKeys(jwks: unknown): KeySource {
  const keys = readKeySet(jwks)
  if (keys === undefined) throw new TypeError('not a JWK set: an object with a list "keys"')
  return { find: (kid) => orUnknown(named(keys, kid)) }
}
