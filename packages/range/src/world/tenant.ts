import { guid } from '../guid.js'
import { Stream } from '../random.js'
import type { TierOption } from '../tiers/index.js'
import { type Mailbox, makeMailbox } from './person.js'

export interface TenantOptions {
  readonly mailboxes: number
  readonly days: number
  readonly seed: string
  /** First instant of the window, milliseconds UTC, a midnight. */
  readonly start: number
  readonly tier: TierOption
  /** Percent of the ordinary number of events. */
  readonly density: number
  /** Whose searches are audited. */
  readonly searches: 'some' | 'all'
}

/** What is true about the tenant before anybody does anything. */
export interface Tenant extends TenantOptions {
  readonly stream: Stream
  readonly id: string
  readonly domain: string
  readonly organizationName: string
  readonly securityIdPrefix: string
  /** Every mailbox, by number; people and shared ones. */
  readonly all: readonly Mailbox[]
  readonly people: readonly Mailbox[]
  readonly shared: readonly Mailbox[]
  readonly administrators: readonly Mailbox[]
}

export function makeTenant(options: TenantOptions): Tenant {
  const stream = Stream.seeded(options.seed).at('tenant')
  const all: Mailbox[] = []
  const tenant = {
    ...options,
    stream,
    id: guid(stream),
    domain: 'meridian-harbor.example',
    organizationName: 'meridianharbor.onmicrosoft.com',
    securityIdPrefix: `S-1-5-21-${stream.next()}-${stream.next()}-${stream.next()}`,
    all,
    people: [] as Mailbox[],
    shared: [] as Mailbox[],
    administrators: [] as Mailbox[],
  }
  for (let index = 0; index < options.mailboxes; index++) {
    const mailbox = makeMailbox(tenant, index)
    all.push(mailbox)
    ;(mailbox.kind === 'shared' ? tenant.shared : tenant.people).push(mailbox)
    if (mailbox.administrator) tenant.administrators.push(mailbox)
  }
  return tenant
}
