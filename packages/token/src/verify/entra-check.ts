import type { Check, TokenContext } from './check.js'
import { checkLists } from './checks/index.js'
import { type VerifiedToken, verifiedToken } from './claims.js'
import { decodeToken } from './decode.js'
import { savedKeys } from './keys/key-source.js'
import type { SigningKey } from './keys/signing-key.js'
import { type EntraPolicyOptions, strictPolicyOf } from './policy.js'
import { nonceOf, refuse } from './verifier.js'

/** The key set a token's key was taken from, as published: `{ keys: [...] }`. */
export interface PublishedKeySet {
  readonly keys: readonly object[]
}

export interface EntraCheck {
  /**
   * Every check of the verifier but the signature, at once.
   * @throws TokenRejection
   */
  check(token: string, keys: PublishedKeySet, expected?: { readonly nonce?: string }): VerifiedToken
}

function passNow<Context extends TokenContext>(checks: readonly Check<Context>[], context: Context): void {
  for (const check of checks) {
    if (check.applies?.(context.policy) === false) continue
    const reason = check.judge(context)
    if (typeof reason === 'string') refuse(check, reason)
  }
}

/**
 * For services that already verify signatures with another library and keep it: call `check` AFTER that library
 * has accepted the token, with the key set it used. On its own it proves nothing, because anyone can write claims.
 */
export function createEntraCheck(options: EntraPolicyOptions & { readonly now?: () => number }): EntraCheck {
  const policy = strictPolicyOf(options)
  const now = options.now ?? Date.now
  const unsigned = checkLists.key.filter((check) => check.stage !== 'signature')
  // Reading a key set parses its certificates; one set serves many tokens.
  const sources = new WeakMap<object, ReturnType<typeof savedKeys>>()
  return {
    check(text, keys, expected = {}) {
      const source = sources.get(keys) ?? savedKeys(keys)
      sources.set(keys, source)
      const token = decodeToken(text)
      const context = { token, policy, now: now() / 1000, ...nonceOf(expected) }
      passNow(checkLists.token, context)
      const key = source.find(token.header.kid) as SigningKey
      passNow(unsigned, { ...context, key })
      return verifiedToken(token, policy.use, policy.authority.tenant)
    },
  }
}
