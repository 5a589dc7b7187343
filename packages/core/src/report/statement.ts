import type { MailboxEntry, MessageEntry } from '../ledger/entry.js'

/**
 * The wording evidence allows (docs/ledger.md): what the service recorded, what is presumed, what cannot be
 * excluded, and silence only where the log is complete.
 */
export function messageStatement(entry: Pick<MessageEntry, 'verdict' | 'bases' | 'first' | 'last'>): string {
  const notes = entry.bases.map((basis) => basis.note).join('; ')
  switch (entry.verdict) {
    case 'read':
      return `The service recorded access to this message at about ${entry.first}${entry.last !== entry.first ? `, last at about ${entry.last}` : ''}: ${notes}.`
    case 'presumed':
      return `Presumed: ${notes}.`
    case 'possible':
      return `Cannot be excluded: ${notes}.`
    case 'no-evidence':
      return 'No access is recorded, and the log is complete for this mailbox since the message arrived.'
  }
}

/** The same of a mailbox as a whole. */
export function mailboxStatement(entry: MailboxEntry): string {
  const gaps = [...new Set(entry.gaps.map((gap) => gap.kind))]
  const dark =
    gaps.length > 0 ? ` The log has gaps here (${gaps.join(', ')}): other access cannot be excluded.` : ''
  const { read, presumed } = entry.messages
  switch (entry.verdict) {
    case 'read':
      return `The service recorded access to ${read} message(s); ${presumed} more presumed.${dark}`
    case 'presumed':
      return `No single message is on record, but content is presumed copied or reachable.${dark}`
    case 'possible':
      return `No access is recorded, and the log cannot exclude any (${gaps.join(', ')}).`
    case 'no-evidence':
      return 'No access is recorded, and the log shows no gap.'
  }
}
