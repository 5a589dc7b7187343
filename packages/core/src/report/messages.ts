import type { FolderEntry, MessageEntry } from '../ledger/entry.js'
import type { Report, ReportMessage } from './model.js'

/** Enough to check a verdict; the number beside it says how many there are, and ledger.csv names them all. */
const shownEvidence = 20

const reportMessage = (entry: MessageEntry, suspects: ReadonlySet<string>): ReportMessage => ({
  tenant: entry.tenant,
  mailbox: entry.mailbox,
  message: entry.message,
  item: entry.item,
  verdict: entry.verdict,
  bases: entry.bases.map(({ kind, note }) => ({ kind, note })),
  subject: entry.subject,
  sender: entry.sender,
  date: entry.date,
  sizeBytes: entry.sizeBytes,
  folders: [...entry.folders],
  first: entry.first,
  last: entry.last,
  accesses: entry.accesses,
  contexts: [...entry.contexts],
  suspect: entry.contexts.some((context) => suspects.has(context)),
  records: entry.evidence.length,
  evidence: entry.evidence.slice(0, shownEvidence),
})

/** What suspects touched first, then in the ledger's order, at most `limit`. */
export function reportMessages(
  entries: readonly MessageEntry[],
  suspects: ReadonlySet<string>,
  limit: number,
): { readonly messages: readonly ReportMessage[]; readonly omitted: number } {
  const isSuspect = (entry: MessageEntry): boolean => entry.contexts.some((context) => suspects.has(context))
  const first = entries.filter(isSuspect)
  const rest = entries.filter((entry) => !isSuspect(entry))
  const ordered = [...first, ...rest].slice(0, limit)
  return {
    messages: ordered.map((entry) => reportMessage(entry, suspects)),
    omitted: entries.length - ordered.length,
  }
}

export const reportFolder = (entry: FolderEntry): Report['folders'][number] => ({
  tenant: entry.tenant,
  mailbox: entry.mailbox,
  folder: entry.folder,
  verdict: entry.verdict,
  messages: entry.messages,
  syncs: entry.syncs,
  first: entry.first,
  last: entry.last,
  contexts: [...entry.contexts],
  records: entry.evidence.length,
  evidence: entry.evidence.slice(0, shownEvidence),
})
