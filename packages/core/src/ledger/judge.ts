import type { ThrottleWindow } from '../access/throttle.js'
import type { Gap } from '../completeness/gap.js'
import { hides } from '../completeness/gap.js'
import { isBefore, later, msOf, utc } from '../time.js'
import { foldFolder } from './folder-name.js'
import { type Copied, copiedBy, type Placed } from './place.js'
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
  readonly unnamed: readonly Unnamed[]
}

/** A message that is known to exist. `date` null: since always, the only safe reading. */
export interface KnownMessage extends Placed {
  readonly date: string | null
}

/** Accesses whose record does not say which message they were of. */
export interface Unnamed {
  readonly kind: 'attachment' | 'bind'
  readonly last: string
  readonly accesses: number
  readonly evidence: readonly string[]
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort()
/** A client that keeps a mailbox offline synchronises dozens of folders: three say enough. */
function namesOf(syncs: readonly FolderSync[]): string {
  const names = union(syncs.map((sync) => [sync.folder]))
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${names.slice(0, 3).join(', ')}${more}`
}

function syncBases(message: KnownMessage, syncs: readonly FolderSync[]): readonly Basis[] {
  const found = syncs.map((sync) => ({ sync, copied: copiedBy(message, sync) }))
  const of = (copied: Copied): readonly FolderSync[] =>
    found.filter((one) => one.copied === copied).map((one) => one.sync)
  const there = of('there')
  if (there.length > 0) {
    const assumed =
      message.places.length === 0 ? ' (its folder is not recorded; delivery is to the Inbox)' : ''
    return [
      {
        kind: 'sync',
        evidence: union(there.map((sync) => sync.evidence)),
        note: `folder ${namesOf(there)} synchronised: everything in it is presumed copied${assumed}`,
      },
    ]
  }
  const maybe = of('maybe')
  if (maybe.length === 0) return []
  return [
    {
      kind: 'gap',
      evidence: union(maybe.map((sync) => sync.evidence)),
      note: `folder ${namesOf(maybe)} synchronised, and where this message lay at that time is not recorded`,
    },
  ]
}

function unnamedBases(message: KnownMessage, unnamed: readonly Unnamed[]): readonly Basis[] {
  const own = unnamed.filter((one) => message.date === null || !isBefore(one.last, message.date))
  if (own.length === 0) return []
  const accesses = own.reduce((sum, one) => sum + one.accesses, 0)
  return [
    {
      kind: 'gap',
      evidence: union(own.map((one) => one.evidence)),
      note: `${accesses} access(es) in this mailbox whose records do not say which message they were of`,
    },
  ]
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

/** Every ground there is against a message that no record names. None: the log is complete and shows nothing. */
export function judgeUntouched(message: KnownMessage, grounds: MailboxGrounds): readonly Basis[] {
  const throttle = throttleBasis(message, grounds.throttles)
  return [
    ...syncBases(message, grounds.syncs),
    ...(throttle ? [throttle] : []),
    ...unnamedBases(message, grounds.unnamed),
    ...gapBases(message, grounds),
  ]
}

/** The same of a folder: what was synchronised is itself, whatever lay in it. */
export function judgeFolder(folder: string, grounds: MailboxGrounds): readonly Basis[] {
  const own = (sync: FolderSync): boolean =>
    sync.folder === '(unknown)' || foldFolder(sync.folder) === foldFolder(folder)
  const place = { folder, at: null }
  return judgeUntouched({ date: null, places: [place] }, { ...grounds, syncs: grounds.syncs.filter(own) })
}
