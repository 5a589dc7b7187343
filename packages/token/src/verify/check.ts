import type { DecodedToken } from './decode.js'
import type { RejectionStage } from './errors.js'
import type { SigningKey } from './keys/signing-key.js'
import type { Policy } from './policy.js'

/** What a check may look at before any key is known. */
export interface TokenContext {
  readonly token: DecodedToken
  readonly policy: Policy
  /** Seconds since 1970. */
  readonly now: number
  /** The nonce the sign-in was started with, for ID tokens. */
  readonly nonce?: string
}

export interface KeyContext extends TokenContext {
  /** The published key that the token's `kid` names. */
  readonly key: SigningKey
}

/**
 * One rule. `judge` returns why the token breaks it, or undefined. A reason never quotes the token: it may be
 * logged, and a token is a password.
 */
export interface Check<Context extends TokenContext> {
  readonly id: string
  readonly code: string
  readonly stage: RejectionStage
  /** What holds for a token that passes. */
  readonly title: string
  readonly clause: string
  /** False when the policy says nothing about it. */
  readonly applies?: (policy: Policy) => boolean
  readonly judge: (context: Context) => string | undefined | Promise<string | undefined>
}

export type TokenCheck = Check<TokenContext>
export type KeyCheck = Check<KeyContext>
