import type { VerifiedToken } from '../verify/claims.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { bearerOf, missingToken, type Refusal, refusalOf } from './bearer.js'

export type Judged =
  | { readonly kind: 'caller'; readonly caller: VerifiedToken }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }

/** An Authorization header judged: every adapter is this and the words of its framework. */
export async function judge(verifier: EntraVerifier, authorization: unknown): Promise<Judged> {
  const token = bearerOf(authorization)
  if (token === undefined) return { kind: 'refusal', refusal: missingToken }
  try {
    return { kind: 'caller', caller: await verifier.verify(token) }
  } catch (error) {
    return { kind: 'refusal', refusal: refusalOf(error) }
  }
}
