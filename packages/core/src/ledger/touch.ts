import type { Row } from '@bigyellowtaxi/lake'
import { mailboxOf, type Question } from '../access/question.js'
import { numberOf, numberOrNull, textOf, textOrNull, textsOf } from '../sql/row.js'

/** One message touched in one mailbox, all touches together. */
export interface MessageTouch {
  readonly tenant: string
  readonly mailbox: string
  /** InternetMessageId, else the store's item id: drafts and calendar items have no other. */
  readonly key: string
  readonly message: string | null
  readonly items: readonly string[]
  readonly subject: string | null
  readonly sizeBytes: number | null
  /** Items listed in records. Exchange merges two minutes and drops repeats within an hour: a floor, never a count of reads. */
  readonly accesses: number
  readonly first: string
  readonly last: string
  readonly folders: readonly string[]
  readonly contexts: readonly string[]
  readonly evidence: readonly string[]
}

export const readTouch = (row: Row, question: Question): MessageTouch => ({
  ...mailboxOf(row, question),
  key: textOf(row.key),
  message: textOrNull(row.message),
  items: textsOf(row.items),
  subject: textOrNull(row.subject),
  sizeBytes: numberOrNull(row.size),
  accesses: numberOf(row.accesses),
  first: textOf(row.first),
  last: textOf(row.last),
  folders: textsOf(row.folders),
  contexts: textsOf(row.contexts),
  evidence: textsOf(row.evidence),
})

const least = (a: string, b: string): string => (a < b ? a : b)
const greatest = (a: string, b: string): string => (a > b ? a : b)
export const union = (a: readonly string[], b: readonly string[]): readonly string[] =>
  b.length === 0 ? a : [...new Set([...a, ...b])].sort()

/** Two sets of touches of the same message as one. Order does not matter. */
export const mergeTouches = (a: MessageTouch, b: MessageTouch): MessageTouch => ({
  ...a,
  message: a.message ?? b.message,
  items: union(a.items, b.items),
  subject: a.subject ?? b.subject,
  sizeBytes: a.sizeBytes === null ? b.sizeBytes : Math.max(a.sizeBytes, b.sizeBytes ?? 0),
  accesses: a.accesses + b.accesses,
  first: least(a.first, b.first),
  last: greatest(a.last, b.last),
  folders: union(a.folders, b.folders),
  contexts: union(a.contexts, b.contexts),
  evidence: union(a.evidence, b.evidence),
})
