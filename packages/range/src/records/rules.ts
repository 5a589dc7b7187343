import { guid } from '../guid.js'
import type { Emit } from '../happening.js'
import type { Stream } from '../random.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'
import { emitAdmin } from './exchange-admin.js'

/** Somebody makes an inbox rule in Outlook on the web. */
export function emitInboxRule(
  act: {
    tenant: Tenant
    by: Mailbox
    ip: string
    time: number
    stream: Stream
    name: string
    parameters: Readonly<Record<string, string>>
    sessionId?: string
  },
  emit: Emit,
): string {
  const id = guid(act.stream)
  emitAdmin(
    {
      tenant: act.tenant,
      by: act.by,
      ip: act.ip,
      time: act.time,
      id,
      cmdlet: 'New-InboxRule',
      objectId: `${act.by.upn}\\${act.name}`,
      parameters: {
        AlwaysDeleteOutlookRulesBlob: 'False',
        Force: 'False',
        ...act.parameters,
        Name: act.name,
      },
      fromOwa: true,
      ...(act.sessionId ? { sessionId: act.sessionId } : {}),
    },
    emit,
  )
  return id
}
