import { type Answer, messageStatement } from '@bigyellowtaxi/core'

const columns = [
  'Tenant',
  'Mailbox',
  'Verdict',
  'InternetMessageId',
  'ItemId',
  'Subject',
  'Sender',
  'Date',
  'Folders',
  'FirstAccess',
  'LastAccess',
  'Accesses',
  'SizeBytes',
  'Contexts',
  'Statement',
  'EvidenceRecords',
  'EvidenceIds',
] as const

/** Beyond this a cell would pass what spreadsheets keep (32,767 characters); the number of records stands beside it. */
const maxIds = 500

/** A cell a spreadsheet would run as a formula gets an apostrophe in front, line ends and controls become blanks. */
export function csvCell(value: string | number | null): string {
  const text = String(value ?? '').replace(/\p{Cc}/gu, ' ')
  const safe =
    /^[\s\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]/.test(text) && typeof value !== 'number'
      ? `'${text}`
      : text
  return /[",;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Every message of the ledger, one line each. UTC, RFC 4180, with a byte order mark for spreadsheets. */
export function* ledgerCsv({ ledger }: Answer): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`
  for (const entry of ledger.messages) {
    const cells = [
      entry.tenant,
      entry.mailbox,
      entry.verdict,
      entry.message,
      entry.item,
      entry.subject,
      entry.sender,
      entry.date,
      entry.folders.join(' | '),
      entry.first,
      entry.last,
      entry.accesses,
      entry.sizeBytes,
      entry.contexts.join(' '),
      messageStatement(entry),
      entry.evidence.length,
      entry.evidence.slice(0, maxIds).join(' '),
    ]
    yield `${cells.map(csvCell).join(',')}\r\n`
  }
}
