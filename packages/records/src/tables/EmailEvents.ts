import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf, typed } from './table.js'

/** Messages, from EmailEvents exports and from message traces, which say the same of fewer columns. */
export const emailEvents = (): KqlTable =>
  documentedTable('EmailEvents', (columns) => [
    rowsOf('EmailEvents', columns, 'mail_event', {
      where: [{ column: 'Source', in: ['EmailEvents', 'MessageTrace'] }],
      own: {
        ...typed('InternetMessageId', 'NetworkMessageId', 'Subject', 'EmailDirection', 'DeliveryAction'),
        ...typed('DeliveryLocation', 'EmailSize', 'AttachmentCount'),
        Timestamp: { column: 'Timestamp' },
        TimeGenerated: { column: 'Timestamp' },
        SenderFromAddress: { column: 'SenderFromAddressVerbatim' },
        RecipientEmailAddress: { column: 'RecipientEmailAddressVerbatim' },
      },
    }),
  ])
