import type { ThrottleWindow } from '../access/throttle.js'
import type { Gap } from '../completeness/gap.js'
import type { Basis, Verdict } from './verdict.js'

/** One message of one mailbox, and what the log can say about it. */
export interface MessageEntry {
  readonly tenant: string
  readonly mailbox: string
  /** InternetMessageId; null for items that never had one. */
  readonly message: string | null
  /** Store id, where no InternetMessageId names the item. */
  readonly item: string | null
  readonly verdict: Verdict
  readonly bases: readonly Basis[]
  readonly subject: string | null
  readonly sender: string | null
  readonly date: string | null
  readonly sizeBytes: number | null
  readonly folders: readonly string[]
  readonly first: string | null
  readonly last: string | null
  readonly accesses: number
  readonly contexts: readonly string[]
  readonly evidence: readonly string[]
}

export interface FolderEntry {
  readonly tenant: string
  readonly mailbox: string
  readonly folder: string
  readonly verdict: Verdict
  readonly bases: readonly Basis[]
  /** Distinct messages opened in it. */
  readonly messages: number
  readonly syncs: number
  readonly first: string | null
  readonly last: string | null
  readonly contexts: readonly string[]
  readonly evidence: readonly string[]
}

export interface MailboxEntry {
  readonly tenant: string
  readonly mailbox: string
  /** The strongest verdict of any of its messages and folders. */
  readonly verdict: Verdict
  readonly messages: Readonly<Record<Verdict, number>>
  readonly throttled: readonly ThrottleWindow[]
  /** Why untouched mail of it cannot be cleared; empty when the log is complete. */
  readonly gaps: readonly Gap[]
}

export interface Ledger {
  /** Per tenant, what the answer covers. */
  readonly windows: readonly LedgerWindow[]
  readonly mailboxes: readonly MailboxEntry[]
  readonly folders: readonly FolderEntry[]
  readonly messages: readonly MessageEntry[]
}

export interface LedgerWindow {
  readonly tenant: string
  readonly from: string
  readonly to: string
}
