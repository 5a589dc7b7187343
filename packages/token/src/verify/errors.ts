/** What a verifier says when it says no: a stable code, the clause it rests on, and nothing of the token. */

export type RejectionStage = 'form' | 'keys' | 'key' | 'signature' | 'claims'

export interface RejectionFields {
  readonly code: string
  /** Id of the check that refused, for instance `key-issuer`. */
  readonly check: string
  readonly stage: RejectionStage
  /** The published rule the refusal rests on. */
  readonly clause: string
}

/**
 * A refused token. `code` never changes its meaning and is never reused; `message` names the rule broken, in
 * words of ours: no claim value, no token, no key reaches it.
 */
export class TokenRejection extends Error {
  override readonly name = 'TokenRejection'
  readonly code: string
  readonly check: string
  readonly stage: RejectionStage
  readonly clause: string
  /** What an HTTP service answers: 403 when the caller is who it says but may not, otherwise 401 (RFC 6750 section 3.1). */
  readonly status: 401 | 403

  constructor(message: string, fields: RejectionFields) {
    super(message)
    this.code = fields.code
    this.check = fields.check
    this.stage = fields.stage
    this.clause = fields.clause
    this.status = fields.check === 'permissions' ? 403 : 401
  }
}

/** A mistake in the options handed to the verifier, found before any token is seen. */
export class TokenOptionsError extends Error {
  override readonly name = 'TokenOptionsError'
  readonly code = 'TOK001'
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** Refusals that come from a step rather than from one of the listed checks. */
export const steps = {
  unreadable: {
    code: 'TOK100',
    check: 'readable',
    stage: 'form',
    clause: 'RFC 7515 section 5.2 steps 1-3; RFC 7519 section 7.2',
  },
  unknownKey: {
    code: 'TOK301',
    check: 'known-key',
    stage: 'keys',
    clause: 'RFC 7515 section 4.1.4 and 6; OpenID Connect Core section 10.1.1',
  },
  keysUnavailable: {
    code: 'TOK302',
    check: 'fresh-keys',
    stage: 'keys',
    clause: 'RFC 7515 section 5.2; OpenID Connect Core section 10.1.1',
  },
} as const satisfies Record<string, RejectionFields>
