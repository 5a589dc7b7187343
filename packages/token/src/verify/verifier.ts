import type { Check, KeyContext, TokenContext } from './check.js'
import { type CheckLists, checkLists } from './checks/index.js'
import { type VerifiedToken, verifiedToken } from './claims.js'
import { decodeToken } from './decode.js'
import { TokenRejection } from './errors.js'
import { type KeySource, refreshingKeys } from './keys/key-source.js'
import { type Fetch, fetchKeys, type MetadataCheck, metadataChecks } from './keys/metadata.js'
import { type EntraPolicyOptions, type Policy, strictPolicyOf } from './policy.js'

export interface EntraVerifierOptions extends EntraPolicyOptions {
  /** Longest time a key may be trusted after it was last seen published; default 10 minutes. */
  readonly keyTtlMs?: number
  /** Least time between two key fetches; default 30 seconds. */
  readonly refetchIntervalMs?: number
  /** Longest wait of a token whose kid is unknown; default 150 ms. */
  readonly unknownKidWaitMs?: number
  /** Longest wait for one document of the authority; default 5 seconds. */
  readonly fetchTimeoutMs?: number
  /** Default the global fetch. */
  readonly fetch?: Fetch
  /** Milliseconds since 1970; default Date.now. */
  readonly now?: () => number
  /** Keys from elsewhere, for instance `savedKeys(jwks)`; nothing is fetched then. */
  readonly keys?: KeySource
  /** Told why keys could not be fetched, for your log. */
  readonly onFetchError?: (reason: Error) => void
}

export interface EntraVerifier {
  /**
   * Judges one token (the part after `Bearer `).
   * @throws TokenRejection with a stable code; nothing else, whatever the input
   */
  verify(token: string, expected?: { readonly nonce?: string }): Promise<VerifiedToken>
}

/** Only the nonce: what else a caller's object holds must not reach the checks. */
export const nonceOf = ({ nonce }: { readonly nonce?: string }): { readonly nonce?: string } =>
  nonce === undefined ? {} : { nonce }

/** Throws the refusal of one check. */
export function refuse<Context extends TokenContext>(check: Check<Context>, reason: string): never {
  const { code, id, stage, clause } = check
  throw new TokenRejection(reason, { code, check: id, stage, clause })
}

async function pass<Context extends TokenContext>(
  checks: readonly Check<Context>[],
  context: Context,
): Promise<void> {
  for (const check of checks) {
    if (check.applies?.(context.policy) === false) continue
    const verdict = check.judge(context)
    const reason = verdict instanceof Promise ? await verdict : verdict
    if (reason !== undefined) refuse(check, reason)
  }
}

export function keySourceOf(
  policy: Policy,
  options: EntraVerifierOptions,
  checks: readonly MetadataCheck[],
): KeySource {
  const { fetchTimeoutMs = 5_000, onFetchError } = options
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  return refreshingKeys({
    load: () => fetchKeys({ authority: policy.authority, fetch, timeoutMs: fetchTimeoutMs, checks }),
    now: options.now ?? Date.now,
    ttlMs: options.keyTtlMs ?? 10 * 60_000,
    refetchIntervalMs: options.refetchIntervalMs ?? 30_000,
    unknownKidWaitMs: options.unknownKidWaitMs ?? 150,
    ...(onFetchError === undefined ? {} : { onFetchError }),
  })
}

/** The verifier over stated lists of checks. Only the mutation run has a reason to leave one out. */
export function verifierWith(
  options: EntraVerifierOptions,
  lists: CheckLists & { readonly metadata: readonly MetadataCheck[] },
): EntraVerifier {
  const policy = strictPolicyOf(options)
  const keys = options.keys ?? keySourceOf(policy, options, lists.metadata)
  const now = options.now ?? Date.now
  return {
    async verify(text, expected = {}) {
      const token = decodeToken(text)
      const context = { token, policy, now: now() / 1000, ...nonceOf(expected) }
      await pass(lists.token, context)
      const found = keys.find(token.header.kid)
      const key = found instanceof Promise ? await found : found
      await pass<KeyContext>(lists.key, { ...context, key })
      return verifiedToken(token, policy.use, policy.authority.tenant)
    },
  }
}

/**
 * A verifier for tokens of Microsoft Entra ID that binds every key to the issuer and the cloud it may sign for.
 *
 * ```ts
 * const entra = createEntraVerifier({ tenants: ['<tenant id>'], audiences: ['api://orders'], scopes: ['Orders.Read'] })
 * const { identity, scopes } = await entra.verify(bearer)
 * ```
 * @throws TokenOptionsError when the options leave a trust question open
 */
export function createEntraVerifier(options: EntraVerifierOptions): EntraVerifier {
  return verifierWith(options, { ...checkLists, metadata: metadataChecks })
}
