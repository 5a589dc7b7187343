import type { ThrottleWindow } from '../access/throttle.js'
import type { Gap } from '../completeness/gap.js'
import { hides } from '../completeness/gap.js'
import { isBefore, later, msOf, utc } from '../time.js'
import { foldFolder } from './folder-name.js'
import type { FolderSync } from './sync.js'
import type { Basis } from './verdict.js'

/** What of one mailbox bears on messages nobody was seen to open. */
export interface MailboxGrounds {
  readonly tenant: string
  readonly mailbox: string
  readonly window: { readonly from: string; readonly to: string }
  readonly syncs: readonly FolderSync[]
  readonly throttles: readonly ThrottleWindow[]
  readonly gaps: readonly Gap[]
}

/** A message that is known to exist. `date` null: since always, the only safe reading. */
export interface KnownMessage {
  readonly date: string | null
  readonly folders: readonly string[]
}

/** Mail is delivered to the Inbox unless something says otherwise. */
const delivered = 'inbox'

function syncBasis(message: KnownMessage, syncs: readonly FolderSync[]): Basis | undefined {
  const folders = message.folders.length > 0 ? message.folders.map(foldFolder) : [delivered]
  const copied = syncs.filter(
    (sync) =>
      (message.date === null || !isBefore(sync.last, message.date)) &&
      (sync.folder === '(unknown)' || folders.includes(foldFolder(sync.folder))),
  )
  if (copied.length === 0) return undefined
  const assumed =
    message.folders.length === 0 ? ' (its folder is not recorded; delivery is to the Inbox)' : ''
  return {
    kind: 'sync',
    evidence: [...new Set(copied.flatMap((sync) => sync.evidence))].sort(),
    note: `folder ${[...new Set(copied.map((sync) => sync.folder))].sort().join(', ')} synchronised: everything in it is presumed copied${assumed}`,
  }
}

function throttleBasis(message: KnownMessage, throttles: readonly ThrottleWindow[]): Basis | undefined {
  const blind = throttles.filter((window) => message.date === null || isBefore(message.date, window.to))
  if (blind.length === 0) return undefined
  return {
    kind: 'throttle',
    evidence: [...new Set(blind.flatMap((window) => window.evidence))].sort(),
    note: `mailbox throttled ${blind.map((window) => `${window.from} to ${window.to}`).join(', ')}: binds were not recorded`,
  }
}

/** Only what could have hidden an access after the message was there. */
function gapBases(message: KnownMessage, grounds: MailboxGrounds): readonly Basis[] {
  const { tenant, mailbox, window } = grounds
  const from = message.date === null ? window.from : later(window.from, message.date)
  const to = isBefore(from, window.to) ? window.to : utc(msOf(from) + 1)
  return grounds.gaps
    .filter((gap) => hides(gap, tenant, mailbox, from, to))
    .map((gap) => ({ kind: 'gap', evidence: gap.evidence, note: `${gap.kind}: ${gap.reason}` }))
}

/** A client that synchronised other folders may have had the message there: its folder is not recorded. */
function elsewhereBasis(message: KnownMessage, syncs: readonly FolderSync[]): Basis | undefined {
  const other = syncs.filter((sync) => message.date === null || !isBefore(sync.last, message.date))
  if (message.folders.length > 0 || other.length === 0) return undefined
  return {
    kind: 'gap',
    evidence: [...new Set(other.flatMap((sync) => sync.evidence))].sort(),
    note: `${other.length} other folder(s) synchronised, and the folder of this message is not recorded`,
  }
}

/** Every ground there is against a message that no record names. None: the log is complete and shows nothing. */
export function judgeUntouched(message: KnownMessage, grounds: MailboxGrounds): readonly Basis[] {
  const sync = syncBasis(message, grounds.syncs)
  const throttle = throttleBasis(message, grounds.throttles)
  const elsewhere = sync ? undefined : elsewhereBasis(message, grounds.syncs)
  return [sync, throttle, elsewhere, ...gapBases(message, grounds)].filter(
    (basis): basis is Basis => basis !== undefined,
  )
}
