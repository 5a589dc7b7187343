import type { Habit } from '../life.js'
import { message, messagesOfDay, receivedAt } from '../world/messages.js'
import { hostingNetworks, v4Address } from '../world/networks.js'

/** Mail arriving: what message trace and EmailEvents show for every message a mailbox received. */
export const mailFlow: Habit = {
  name: 'mail-flow',
  about: 'Every message received, as message tracking sees it',
  start(life) {
    const { tenant } = life
    return (dayIndex) => {
      for (const who of tenant.all)
        for (const ref of messagesOfDay(tenant, who, dayIndex)) {
          const time = receivedAt(tenant, who, ref)
          const id = `${who.index}-${ref}`
          life.emit({
            kind: 'mail',
            id,
            time,
            build: () => {
              const item = message(tenant, who, ref)
              const network = hostingNetworks[
                item.subject.length % hostingNetworks.length
              ] as (typeof hostingNetworks)[number]
              return {
                id,
                time,
                internetMessageId: item.internetMessageId,
                networkMessageId: item.networkMessageId,
                subject: item.subject,
                sender: item.sender,
                recipient: who.upn,
                recipientObjectId: who.objectId,
                direction: item.internalSender ? 'Intra-org' : 'Inbound',
                sizeBytes: item.sizeBytes,
                attachments: item.attachments,
                senderIp: item.internalSender ? '' : v4Address(network, 'mx', item.sender),
                location: 'Inbox/folder',
              }
            },
          })
        }
    }
  },
}
