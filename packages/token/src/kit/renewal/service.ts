import type { Authority } from '../authority/authority.js'
import { type Claims, makeForge } from '../forge.js'
import type { Answer } from '../target.js'
import { type RenewalRule, soundRules } from './rules.js'

/** A service that trades what it was given for a fresh token: the second half of Storm-0558. */
export interface RenewalService {
  /** Starts a session from a token. */
  signIn(token: string): Promise<SignInAnswer>
  renew(request: RenewalRequest): Promise<RenewalAnswer>
}

export type SignInAnswer = { readonly kind: 'session'; readonly handle: string } | Refused
export type RenewalAnswer = { readonly kind: 'issued'; readonly token: string } | Refused
interface Refused {
  readonly kind: 'refused'
  readonly rule: string
}

export interface RenewalRequest {
  readonly grant:
    | { readonly kind: 'refresh'; readonly handle: string }
    /** An access token issued earlier, presented instead of a refresh grant. */
    | { readonly kind: 'subject-token'; readonly token: string }
  /** Claims the caller would like to have in the new token: aud, scp, tid, oid. */
  readonly wanted?: Claims
}

export interface Session {
  readonly handle: string
  readonly claims: Claims
  readonly kid: string
  /** Seconds since 1970. */
  readonly startedAt: number
}

/** `flawed`: as GetAccessTokenForResource was, any readable token is renewed for ever. `sound`: every rule holds. */
export type RenewalKind = 'sound' | 'flawed'

export interface RenewalSurroundings {
  readonly authority: Authority
  readonly now: () => number
  readonly judge: (token: string) => Promise<Answer>
}

const kinds: Readonly<Record<RenewalKind, readonly RenewalRule[]>> = { sound: soundRules, flawed: [] }

function part(token: string, index: number): Claims {
  return JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Claims
}

const sessionOf = (token: string, handle: string, startedAt: number): Session => ({
  handle,
  claims: part(token, 1),
  kid: String(part(token, 0).kid),
  startedAt,
})

/** A reference service with the stated rules; `referenceRenewal` picks the usual two sets. */
export function renewalWith(rules: readonly RenewalRule[], around: RenewalSurroundings): RenewalService {
  const sessions = new Map<string, Session>()
  const seconds = () => Math.floor(around.now() / 1000)
  const signInRules = rules.filter((rule) => rule.at === 'sign-in')
  const renewRules = rules.filter((rule) => rule.at === 'renew')
  return {
    async signIn(token) {
      for (const rule of signInRules) {
        if (!(await rule.holds({ token, around }))) return { kind: 'refused', rule: rule.id }
      }
      const session = sessionOf(token, `session-${sessions.size + 1}`, seconds())
      sessions.set(session.handle, session)
      return { kind: 'session', handle: session.handle }
    },
    async renew(request) {
      const { grant, wanted = {} } = request
      const session =
        grant.kind === 'refresh' ? sessions.get(grant.handle) : sessionOf(grant.token, '', seconds())
      if (session === undefined) return { kind: 'refused', rule: 'known-session' }
      for (const rule of renewRules) {
        if (!(await rule.holds({ request, session, around }))) return { kind: 'refused', rule: rule.id }
      }
      const times = { iat: seconds(), nbf: seconds(), exp: seconds() + 3600 }
      const claims = { ...session.claims, ...times, ...wanted }
      return { kind: 'issued', token: makeForge(around.authority.world, around.now()).sign({ claims }) }
    },
  }
}

export const referenceRenewal = (kind: RenewalKind, around: RenewalSurroundings): RenewalService =>
  renewalWith(kinds[kind], around)
