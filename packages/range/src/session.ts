import { hour, minute } from './clock.js'
import { guid, requestId } from './guid.js'
import type { Device, Emit, SignIn } from './happening.js'
import type { Stream } from './random.js'
import { userLoggedIn } from './records/entra.js'
import type { App } from './world/apps.js'
import type { Mailbox } from './world/person.js'
import type { Address } from './world/place.js'
import type { Tenant } from './world/tenant.js'

/** One access token: its id, the session it belongs to, when it was issued. */
export interface Token {
  readonly uti: string
  readonly issuedAt: number
  readonly sessionId: string
  readonly clientApp: App
  readonly resource: App
  readonly address: Address
}

export interface SessionSpec {
  readonly tenant: Tenant
  readonly user: Mailbox
  readonly app: App
  readonly resource: App
  readonly userAgent: string
  readonly device?: Device
  /** Continuous access evaluation: tokens live for up to 28 hours. */
  readonly continuousAccess: boolean
  /** `browser`, or a native client that brings refresh tokens. */
  readonly clientAppUsed: 'Browser' | 'Mobile Apps and Desktop clients' | 'IMAP4' | 'Exchange ActiveSync'
  /** A server keeps the refresh token: renewals show the address of the first sign-in, as Entra logs them. */
  readonly confidential?: boolean
}

/** A signed-in client. Tokens chain: each renewal is a non-interactive sign-in of the same session. */
export class Session {
  readonly spec: SessionSpec
  readonly id: string
  private readonly stream: Stream
  private token: Token | undefined
  private expires = 0
  private origin: Address | undefined

  constructor(spec: SessionSpec, stream: Stream) {
    this.spec = spec
    this.stream = stream
    this.id = guid(stream)
  }

  /** The person types a password; the token of that sign-in is the first one. */
  signIn(at: number, address: Address, emit: Emit, more: Partial<SignIn> = {}): Token {
    this.origin = address
    return this.issue(at, address, emit, { kind: 'interactive', incomingTokenType: 'none', ...more })
  }

  /** A token that is valid at that time; renewed, with a sign-in record, when the last one has run out. */
  tokenAt(at: number, address: Address, emit: Emit): Token {
    if (this.token && at < this.expires && at >= this.token.issuedAt) return this.token
    const seen = this.spec.confidential ? (this.origin ?? address) : address
    this.origin ??= seen
    return this.issue(at - this.stream.between(2, 50) * 1000, seen, emit, {
      kind: 'nonInteractive',
      incomingTokenType: this.spec.device?.managed ? 'primaryRefreshToken' : 'refreshToken',
    })
  }

  private issue(at: number, address: Address, emit: Emit, more: Partial<SignIn>): Token {
    const { spec, stream } = this
    const request = requestId(stream)
    const lifetime = spec.continuousAccess ? stream.between(20 * 60, 28 * 60) : stream.between(60, 90)
    this.token = {
      uti: request.uti,
      issuedAt: at - (at % 1000),
      sessionId: this.id,
      clientApp: spec.app,
      resource: spec.resource,
      address,
    }
    this.expires = at + lifetime * minute - 5 * minute
    const signIn: SignIn = {
      ...signInBase(spec),
      id: request.id,
      uti: request.uti,
      time: at,
      kind: 'nonInteractive',
      ip: address.ip,
      network: address.network,
      sessionId: this.id,
      correlationId: guid(stream),
      incomingTokenType: 'none',
      ...more,
    }
    emitSignIn(spec.tenant, signIn, emit, stream.chance(signIn.kind === 'interactive' ? 1000 : 220))
    return this.token
  }
}

const signInBase = (spec: SessionSpec) => ({
  user: spec.user,
  app: spec.app,
  resource: spec.resource,
  protocol: 'oAuth2' as const,
  clientAppUsed: spec.clientAppUsed,
  userAgent: spec.userAgent,
  ...(spec.device ? { device: spec.device } : {}),
  error: 0,
  multiFactor: true,
  continuousAccess: spec.continuousAccess,
})

/** Writes the sign-in and, where `audited`, the UserLoggedIn record the unified audit log keeps of it. */
export function emitSignIn(tenant: Tenant, signIn: SignIn, emit: Emit, audited: boolean): void {
  emit({ kind: 'signIn', id: signIn.id, time: signIn.time, build: () => signIn })
  if (!audited || signIn.kind === 'servicePrincipal') return
  const operation = signIn.error === 0 ? 'UserLoggedIn' : 'UserLoginFailed'
  emit({
    kind: 'audit',
    id: signIn.id,
    time: signIn.time,
    operation,
    recordType: 15,
    build: () => userLoggedIn(tenant, signIn, operation),
  })
}

export interface ServiceSpec {
  readonly tenant: Tenant
  readonly app: App
  readonly resource: App
  readonly credentialKeyId: string
  readonly userAgent: string
}

/** An app that signs in as itself, with a secret. */
export class ServiceSession {
  readonly spec: ServiceSpec
  private readonly stream: Stream
  private token: Token | undefined

  constructor(spec: ServiceSpec, stream: Stream) {
    this.spec = spec
    this.stream = stream
  }

  tokenAt(at: number, address: Address, emit: Emit): Token {
    if (this.token && at < this.token.issuedAt + hour && at >= this.token.issuedAt) return this.token
    const { spec, stream } = this
    const request = requestId(stream)
    const time = at - stream.between(1, 20) * 1000
    this.token = {
      uti: request.uti,
      issuedAt: time - (time % 1000),
      sessionId: '',
      clientApp: spec.app,
      resource: spec.resource,
      address,
    }
    emit({
      kind: 'signIn',
      id: request.id,
      time,
      build: () => ({
        id: request.id,
        uti: request.uti,
        time,
        kind: 'servicePrincipal',
        app: spec.app,
        resource: spec.resource,
        ip: address.ip,
        network: address.network,
        correlationId: request.id,
        incomingTokenType: 'none',
        protocol: 'none',
        clientAppUsed: '',
        userAgent: spec.userAgent,
        error: 0,
        multiFactor: false,
        continuousAccess: false,
        credentialKeyId: spec.credentialKeyId,
        credentialType: 'clientSecret',
      }),
    })
    return this.token
  }
}
