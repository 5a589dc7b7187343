import { usTime, zuluTime } from '../clock.js'
import { csv, lines, type ShapeWriter } from './writer.js'

const domainOf = (address: string): string => address.slice(address.indexOf('@') + 1)

export const emailEvents: ShapeWriter<'mail'> = {
  id: 'email-events',
  about: 'Defender EmailEvents rows, one JSON object a line',
  kind: 'mail',
  file: 'EmailEvents.ndjson',
  open: () =>
    lines((mail) => ({
      Timestamp: zuluTime(mail.time),
      NetworkMessageId: mail.networkMessageId,
      InternetMessageId: mail.internetMessageId,
      SenderMailFromAddress: mail.sender,
      SenderFromAddress: mail.sender,
      SenderDisplayName: mail.sender,
      SenderObjectId: mail.senderObjectId ?? '',
      SenderMailFromDomain: domainOf(mail.sender),
      SenderFromDomain: domainOf(mail.sender),
      SenderIPv4: mail.senderIp.includes(':') ? '' : mail.senderIp,
      SenderIPv6: mail.senderIp.includes(':') ? mail.senderIp : '',
      RecipientEmailAddress: mail.recipient,
      RecipientObjectId: mail.recipientObjectId ?? '',
      Subject: mail.subject,
      EmailDirection: mail.direction,
      DeliveryAction: 'Delivered',
      DeliveryLocation: mail.location,
      ThreatTypes: '',
      DetectionMethods: '',
      AttachmentCount: mail.attachments,
      UrlCount: 0,
      EmailLanguage: 'en',
      ReportId: `${mail.networkMessageId}-1`,
      LatestDeliveryLocation: mail.location,
      LatestDeliveryAction: 'Delivered',
    })),
}

const traceColumns = [
  'Received',
  'SenderAddress',
  'RecipientAddress',
  'Subject',
  'Status',
  'ToIP',
  'FromIP',
  'Size',
  'MessageId',
  'MessageTraceId',
] as const

export const messageTrace: ShapeWriter<'mail'> = {
  id: 'message-trace',
  about: 'Get-MessageTrace through Export-Csv',
  kind: 'mail',
  file: 'message-trace.csv',
  encodings: ['utf8', 'utf16'],
  open: () =>
    csv(traceColumns, (mail) => ({
      Received: usTime(mail.time),
      SenderAddress: mail.sender,
      RecipientAddress: mail.recipient,
      Subject: mail.subject,
      Status: 'Delivered',
      ToIP: '',
      FromIP: mail.senderIp,
      Size: mail.sizeBytes,
      MessageId: mail.internetMessageId,
      MessageTraceId: mail.networkMessageId,
    })),
}
