import { plainTime } from '../clock.js'
import type { Emit } from '../happening.js'
import { apps } from '../world/apps.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

export interface AdminAct {
  readonly tenant: Tenant
  readonly by: Mailbox
  readonly ip: string
  readonly time: number
  readonly id: string
  /** The cmdlet, which is the Operation. */
  readonly cmdlet: string
  readonly objectId: string
  readonly parameters: Readonly<Record<string, string>>
  readonly sessionId?: string
  /** Made by the person in Outlook on the web, not by an administrator at a shell. */
  readonly fromOwa?: boolean
}

/** A cmdlet somebody ran against Exchange (RecordType 1). The address carries a port, as Exchange writes it. */
export function emitAdmin(act: AdminAct, emit: Emit): void {
  emit({
    kind: 'audit',
    id: act.id,
    time: act.time,
    operation: act.cmdlet,
    recordType: 1,
    build: () => ({
      CreationTime: plainTime(act.time),
      Id: act.id,
      Operation: act.cmdlet,
      OrganizationId: act.tenant.id,
      RecordType: 1,
      ResultStatus: 'True',
      UserKey: act.by.puid,
      UserType: 2,
      Version: 1,
      Workload: 'Exchange',
      ClientIP: act.ip.includes(':')
        ? `[${act.ip}]:${1025 + (act.time % 60000)}`
        : `${act.ip}:${1025 + (act.time % 60000)}`,
      ObjectId: act.objectId,
      UserId: act.by.upn,
      AppId: act.fromOwa ? apps.exchange.id : apps.exchangePowerShell.id,
      ...(act.fromOwa ? { AppPoolName: 'MSExchangeOWAAppPool' } : {}),
      ClientAppId: '',
      CorrelationID: '',
      ExternalAccess: false,
      OrganizationName: act.tenant.organizationName,
      OriginatingServer: `${act.by.server} (15.20.8534.031)\r\n`,
      Parameters: Object.entries(act.parameters).map(([Name, Value]) => ({ Name, Value })),
      ...(act.sessionId ? { SessionId: act.sessionId } : {}),
    }),
  })
}

/** How Exchange names a mailbox in ObjectId. */
export const objectOf = (tenant: Tenant, mailbox: Mailbox): string =>
  `EURPR04A009.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/${tenant.organizationName}/${mailbox.objectId}`
