import type { App } from './world/apps.js'
import type { Network } from './world/networks.js'
import type { Mailbox } from './world/person.js'

/** A record of the unified audit log as the Management Activity API delivers it. */
export type AuditRecord = Readonly<Record<string, unknown>>

/** One sign-in, in words of our own; each writer spells it as its shape does. */
export interface SignIn {
  readonly id: string
  readonly uti: string
  readonly time: number
  readonly kind: 'interactive' | 'nonInteractive' | 'servicePrincipal'
  readonly user?: Mailbox
  /** A user that exists nowhere, for passwords tried against unknown names. */
  readonly unknownUser?: string
  readonly app: App
  readonly resource: App
  readonly ip: string
  readonly network: Network
  readonly sessionId?: string
  readonly correlationId: string
  readonly incomingTokenType: 'none' | 'primaryRefreshToken' | 'refreshToken'
  readonly protocol: 'none' | 'oAuth2' | 'ropc' | 'deviceCode'
  readonly clientAppUsed: string
  readonly userAgent: string
  readonly device?: Device
  /** Entra's error code; 0 is success. */
  readonly error: number
  readonly multiFactor: boolean
  readonly continuousAccess: boolean
  /** For service principals: which secret was used. */
  readonly credentialKeyId?: string
  readonly credentialType?: string
  readonly risk?: 'low' | 'medium' | 'high'
}

export interface Device {
  readonly id: string
  readonly name: string
  readonly os: string
  readonly browser: string
  readonly managed: boolean
}

/** One change in the directory. */
export interface DirectoryChange {
  readonly id: string
  readonly time: number
  readonly correlationId: string
  readonly activity: string
  readonly category: string
  readonly operationType: string
  readonly by: { readonly user: Mailbox; readonly ip: string } | { readonly app: App }
  readonly targets: readonly {
    readonly id: string
    readonly displayName: string
    readonly type: 'User' | 'ServicePrincipal' | 'Application' | 'Policy' | 'Role' | 'Group' | 'Other'
    readonly userPrincipalName?: string
    readonly modified: readonly {
      readonly name: string
      readonly old: string | null
      readonly new: string | null
    }[]
  }[]
  readonly details: readonly { readonly key: string; readonly value: string }[]
}

/** One request to Microsoft Graph. */
export interface GraphRequest {
  readonly id: string
  readonly time: number
  readonly app: App
  readonly user?: Mailbox
  readonly ip: string
  readonly network: Network
  readonly method: string
  readonly uri: string
  readonly status: number
  readonly sizeBytes: number
  readonly userAgent: string
  readonly sessionId?: string
  readonly uti: string
  readonly issuedAt: number
  readonly scopes: string
  readonly roles: string
}

/** One delivery of one message to one recipient. */
export interface MailDelivery {
  readonly id: string
  readonly time: number
  readonly internetMessageId: string
  readonly networkMessageId: string
  readonly subject: string
  readonly sender: string
  readonly senderObjectId?: string
  readonly recipient: string
  readonly recipientObjectId?: string
  readonly direction: 'Inbound' | 'Outbound' | 'Intra-org'
  readonly sizeBytes: number
  readonly attachments: number
  readonly senderIp: string
  readonly location: string
}

/** What each kind of happening holds. */
export interface HappeningData {
  audit: AuditRecord
  signIn: SignIn
  directory: DirectoryChange
  graph: GraphRequest
  mail: MailDelivery
}

export type HappeningKind = keyof HappeningData

/** Something that left a trace: when, when it reached the log, and how to write it out (late, to save memory). */
export interface Happening<K extends HappeningKind = HappeningKind> {
  readonly kind: K
  readonly id: string
  readonly time: number
  /** When it reached the log, which is the order of the exports. */
  readonly arrival: number
  readonly build: () => HappeningData[K]
}

/** Where habits and storylines put what they do. */
export type Emit = <K extends HappeningKind>(event: EmittedEvent<K>) => void

export interface EmittedEvent<K extends HappeningKind> {
  readonly kind: K
  readonly id: string
  readonly time: number
  readonly build: () => HappeningData[K]
  /** For audit: whose licence decides whether the record is written. */
  readonly mailbox?: Mailbox
  readonly operation?: string
  readonly recordType?: number
  /** A setting keeps it out of the log: the actor is exempt from auditing. */
  readonly withheld?: boolean
}
