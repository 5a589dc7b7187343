import type { CanonicalTable } from './column.js'

/**
 * What is known about messages themselves: EmailEvents, message trace, mailbox inventories. Reference form: a
 * row of Defender's EmailEvents, plus `Source` (EmailEvents, MessageTrace, Inventory) and `Folder`.
 */
export const mailEvent: CanonicalTable = {
  name: 'mail_event',
  about: 'Messages sent and received: EmailEvents, message trace, mailbox inventory',
  id: 'EventId',
  time: 'Timestamp',
  columns: [
    {
      name: 'EventId',
      type: 'text',
      from: ['EventId'],
      about: 'NetworkMessageId or MessageTraceId with the recipient, made by the shape',
    },
    { name: 'Source', type: 'text', from: ['Source'], about: '' },
    { name: 'Timestamp', type: 'time', from: ['Timestamp', 'TimeGenerated'], about: 'UTC' },
    {
      name: 'OrganizationId',
      type: 'text',
      from: ['OrganizationId'],
      normalise: 'lower',
      about: 'tenant',
    },
    { name: 'InternetMessageId', type: 'text', from: ['InternetMessageId'], about: 'with angle brackets' },
    { name: 'NetworkMessageId', type: 'text', from: ['NetworkMessageId'], about: '' },
    { name: 'Subject', type: 'text', from: ['Subject'], about: '' },
    { name: 'SenderFromAddress', type: 'text', from: ['SenderFromAddress'], normalise: 'lower', about: '' },
    {
      name: 'RecipientEmailAddress',
      type: 'text',
      from: ['RecipientEmailAddress'],
      normalise: 'lower',
      about: '',
    },
    {
      name: 'SenderFromAddressVerbatim',
      type: 'text',
      from: ['SenderFromAddress'],
      about: 'as it was written',
    },
    {
      name: 'RecipientEmailAddressVerbatim',
      type: 'text',
      from: ['RecipientEmailAddress'],
      about: 'as it was written',
    },
    { name: 'EmailDirection', type: 'text', from: ['EmailDirection'], about: '' },
    { name: 'DeliveryAction', type: 'text', from: ['DeliveryAction'], about: '' },
    { name: 'DeliveryLocation', type: 'text', from: ['DeliveryLocation'], about: '' },
    { name: 'SenderIP', type: 'text', from: ['SenderIPv4', 'SenderIPv6'], normalise: 'ip', about: '' },
    { name: 'EmailSize', type: 'long', from: ['EmailSize'], about: '' },
    { name: 'AttachmentCount', type: 'int', from: ['AttachmentCount'], about: '' },
    { name: 'Folder', type: 'text', from: ['Folder'], about: 'inventories only' },
    {
      name: 'Mailbox',
      type: 'text',
      from: ['Mailbox', 'RecipientEmailAddress'],
      normalise: 'lower',
      about: '',
    },
  ],
  indicators: {
    InternetMessageId: 'message-id',
    NetworkMessageId: 'guid',
    SenderFromAddress: 'address',
    RecipientEmailAddress: 'address',
    SenderIP: 'ip',
  },
}
