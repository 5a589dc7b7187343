import { kitKey } from '../authority/keys.js'
import type { RenewalRequest, RenewalSurroundings, Session } from './service.js'

/** What a renewal must hold to, one rule per way Storm-0558 (or its like) got a lasting token. */
export type RenewalRule =
  | {
      readonly id: string
      readonly at: 'sign-in'
      readonly clause: string
      readonly holds: (sign: {
        readonly token: string
        readonly around: RenewalSurroundings
      }) => Promise<boolean>
    }
  | {
      readonly id: string
      readonly at: 'renew'
      readonly clause: string
      readonly holds: (renewal: {
        readonly request: RenewalRequest
        readonly session: Session
        readonly around: RenewalSurroundings
      }) => Promise<boolean>
    }

const sessionSeconds = 24 * 3600

/** Members a renewal may narrow to nothing new: each must stay as it was, scopes may only be fewer. */
const fixed = ['aud', 'tid', 'oid', 'sub', 'iss'] as const

const words = (value: unknown): readonly string[] =>
  String(value ?? '')
    .split(' ')
    .filter(Boolean)

const subjectVerified: RenewalRule = {
  id: 'subject-verified',
  at: 'sign-in',
  clause: 'RFC 8693 section 2.1',
  holds: async ({ token, around }) => (await around.judge(token)).kind === 'accepted',
}

const refreshGrantOnly: RenewalRule = {
  id: 'refresh-grant-only',
  at: 'renew',
  clause: 'RFC 6749 section 6',
  holds: async ({ request }) => request.grant.kind === 'refresh',
}

const notWider: RenewalRule = {
  id: 'not-wider',
  at: 'renew',
  clause: 'RFC 6749 section 6; RFC 8693 section 2.1',
  holds: async ({ request: { wanted = {} }, session: { claims } }) =>
    fixed.every((name) => wanted[name] === undefined || wanted[name] === claims[name]) &&
    words(wanted.scp).every((scope) => words(claims.scp).includes(scope)),
}

const sessionBound: RenewalRule = {
  id: 'session-bound',
  at: 'renew',
  clause: 'RFC 9700 section 4.14',
  holds: async ({ session, around }) => around.now() / 1000 - session.startedAt < sessionSeconds,
}

const keyStillPublished: RenewalRule = {
  id: 'key-still-published',
  at: 'renew',
  clause: 'OpenID Connect Core section 10.1.1',
  holds: async ({ session, around: { authority } }) =>
    authority.state.published.some((name) => kitKey(authority.world, name).kid === session.kid),
}

export const soundRules: readonly RenewalRule[] = [
  subjectVerified,
  refreshGrantOnly,
  notWider,
  sessionBound,
  keyStillPublished,
]
