import type { Mailbox } from '../access/mailbox.js'
import type { Question } from '../access/question.js'
import type { ThrottleWindow } from '../access/throttle.js'
import type { TenantFacts } from '../completeness/facts.js'
import { type Gap, hides } from '../completeness/gap.js'
import { earlier, isBefore, later } from '../time.js'
import type { FolderEntry, Ledger, LedgerWindow, MailboxEntry, MessageEntry } from './entry.js'
import { foldersOf } from './folders.js'
import { judgeUntouched, type MailboxGrounds, type Unnamed } from './judge.js'
import type { MessageFacts } from './message-facts.js'
import type { NamelessBinds } from './nameless.js'
import { copiedBy, type Place } from './place.js'
import type { FolderSync } from './sync.js'
import { type MessageTouch, mergeTouches } from './touch.js'
import { type Basis, strongest, type Verdict, verdictOf } from './verdict.js'

export interface LedgerParts {
  readonly question: Question
  readonly tenants: readonly TenantFacts[]
  readonly gaps: readonly Gap[]
  readonly throttles: readonly ThrottleWindow[]
  readonly binds: readonly MessageTouch[]
  readonly attachments: readonly MessageTouch[]
  readonly syncs: readonly FolderSync[]
  /** Binds that name no message. */
  readonly nameless: readonly NamelessBinds[]
  /** Messages any hand opened at any time: they exist. */
  readonly known: readonly MessageTouch[]
  readonly messageFacts: readonly MessageFacts[]
  /** See `readFolderNames`. */
  readonly folderNames: ReadonlyMap<string, string>
}

interface Own {
  readonly touches: Map<string, { touch: MessageTouch; bases: readonly Basis[] }>
  readonly facts: Map<string, MessageFacts>
  readonly syncs: FolderSync[]
}

/** Brackets around a message id come and go between sources. */
const fold = (message: string): string => message.replace(/^<|>$/g, '')

const keyOf = (place: { tenant: string; mailbox: string }): string => `${place.tenant}\n${place.mailbox}`

/** Parts by mailbox, in one pass each. */
function group(parts: LedgerParts): (key: string) => Own {
  const own = new Map<string, Own>()
  const of = (place: { tenant: string; mailbox: string }): Own => {
    const key = keyOf(place)
    const found = own.get(key) ?? { touches: new Map(), facts: new Map(), syncs: [] }
    own.set(key, found)
    return found
  }
  const named = <T extends { tenant: string; mailbox: string }>(place: T, folder: string): string =>
    parts.folderNames.get(`${keyOf(place)}\n${folder}`) ?? folder
  const add = (kind: 'bind' | 'attachment', found: MessageTouch): void => {
    const touch = { ...found, folders: found.folders.map((folder) => named(found, folder)) }
    const { touches } = of(touch)
    const before = touches.get(fold(touch.key))
    const basis: Basis = {
      kind,
      evidence: touch.evidence,
      note:
        kind === 'bind'
          ? 'the service recorded bind access to this message (records span two minutes)'
          : 'the service recorded access to an attachment of this message',
    }
    touches.set(fold(touch.key), {
      touch: before ? mergeTouches(before.touch, touch) : touch,
      bases: [...(before?.bases ?? []), basis],
    })
  }
  for (const touch of parts.binds) add('bind', touch)
  for (const touch of parts.attachments) add('attachment', touch)
  for (const sync of parts.syncs)
    of(sync).syncs.push({
      ...sync,
      folder: sync.folderId
        ? named(sync, sync.folderId) === sync.folderId
          ? sync.folder
          : named(sync, sync.folderId)
        : sync.folder,
    })
  for (const touch of parts.known) {
    if (!touch.message) continue
    const places = touch.folders.flatMap((folder) =>
      [...new Set([touch.first, touch.last])].map((at) => ({ folder: named(touch, folder), at })),
    )
    of(touch).facts.set(fold(touch.message), {
      tenant: touch.tenant,
      mailbox: touch.mailbox,
      message: touch.message,
      subject: touch.subject,
      sender: null,
      date: null,
      places,
      sizeBytes: touch.sizeBytes,
      source: 'audit',
    })
  }
  for (const facts of parts.messageFacts) {
    const { facts: known } = of(facts)
    const before = known.get(fold(facts.message))
    known.set(fold(facts.message), {
      ...facts,
      subject: facts.subject ?? before?.subject ?? null,
      places: [...facts.places, ...(before?.places ?? [])],
      sizeBytes: facts.sizeBytes ?? before?.sizeBytes ?? null,
    })
  }
  return (key) => own.get(key) ?? { touches: new Map(), facts: new Map(), syncs: [] }
}

const foldersIn = (places: readonly Place[]): readonly string[] =>
  [...new Set(places.map((place) => place.folder))].sort()

function touchedEntry(touch: MessageTouch, bases: readonly Basis[], facts?: MessageFacts): MessageEntry {
  return {
    tenant: touch.tenant,
    mailbox: touch.mailbox,
    message: touch.message,
    item: touch.message ? null : touch.key,
    verdict: verdictOf(bases),
    bases,
    subject: facts?.subject ?? touch.subject,
    sender: facts?.sender ?? null,
    date: facts?.date ?? null,
    sizeBytes: touch.sizeBytes ?? facts?.sizeBytes ?? null,
    folders: touch.folders.length > 0 ? touch.folders : foldersIn(facts?.places ?? []),
    first: touch.first,
    last: touch.last,
    accesses: touch.accesses,
    contexts: touch.contexts,
    evidence: touch.evidence,
  }
}

function untouchedEntry(facts: MessageFacts, grounds: MailboxGrounds): MessageEntry {
  const bases = judgeUntouched(facts, grounds)
  const copied = grounds.syncs.filter((sync) => copiedBy(facts, sync) === 'there')
  return {
    tenant: facts.tenant,
    mailbox: facts.mailbox,
    message: facts.message,
    item: null,
    verdict: verdictOf(bases),
    bases,
    subject: facts.subject,
    sender: facts.sender,
    date: facts.date,
    sizeBytes: facts.sizeBytes,
    folders: foldersIn(facts.places),
    first: null,
    last: null,
    accesses: 0,
    contexts: [...new Set(copied.flatMap((sync) => sync.contexts))].sort(),
    evidence: [...new Set(bases.flatMap((basis) => basis.evidence))].sort(),
  }
}

/** What was touched and cannot be told apart from what was not. */
function unnamedOf(
  mailbox: Mailbox,
  parts: LedgerParts,
  touched: readonly MessageEntry[],
): readonly Unnamed[] {
  const isOwn = (place: { tenant: string; mailbox: string }): boolean =>
    place.tenant === mailbox.tenant && place.mailbox === mailbox.name
  const attachments = touched.filter(
    (entry) => entry.message === null && entry.bases.every((basis) => basis.kind === 'attachment'),
  )
  return [
    ...parts.nameless.filter(isOwn).map((binds) => ({ ...binds, kind: 'bind' as const })),
    ...attachments.map(({ last, accesses, evidence }) => ({
      kind: 'attachment' as const,
      last: last ?? '9999-12-31T00:00:00Z',
      accesses,
      evidence,
    })),
  ]
}

function groundsOf(
  mailbox: Mailbox,
  parts: LedgerParts,
  { syncs, unnamed }: Pick<MailboxGrounds, 'syncs' | 'unnamed'>,
): MailboxGrounds {
  const { tenant, name } = mailbox
  const { scope } = parts.question
  const span = parts.tenants.find((one) => one.tenant === tenant)
  const from = scope.from ?? span?.first ?? '1970-01-01T00:00:00Z'
  const to = scope.to ?? span?.last ?? '9999-12-31T00:00:00Z'
  const window = { from: earlier(from, to), to: later(from, to) }
  return {
    tenant,
    mailbox: name,
    window,
    syncs,
    unnamed,
    throttles: parts.throttles.filter((one) =>
      keyOf(one) === `${tenant}\n${name}` && isBefore(one.from, later(window.to, one.from))
        ? isBefore(window.from, one.to)
        : false,
    ),
    gaps: parts.gaps.filter((gap) =>
      hides(gap, tenant, name, '0001-01-01T00:00:00Z', '9999-12-31T00:00:00Z'),
    ),
  }
}

const order: Readonly<Record<Verdict, number>> = { read: 0, presumed: 1, possible: 2, 'no-evidence': 3 }

const byVerdictThenTime = (a: MessageEntry, b: MessageEntry): number => {
  if (order[a.verdict] !== order[b.verdict]) return order[a.verdict] - order[b.verdict]
  const left = `${a.first ?? a.date ?? ''}\n${a.message ?? a.item ?? ''}`
  const right = `${b.first ?? b.date ?? ''}\n${b.message ?? b.item ?? ''}`
  return left < right ? -1 : left > right ? 1 : 0
}

function mailboxEntry(
  grounds: MailboxGrounds,
  messages: readonly MessageEntry[],
  folders: readonly FolderEntry[],
): MailboxEntry {
  const counts: Record<Verdict, number> = { read: 0, presumed: 0, possible: 0, 'no-evidence': 0 }
  for (const message of messages) counts[message.verdict]++
  const gaps = grounds.gaps.filter((gap) =>
    hides(gap, grounds.tenant, grounds.mailbox, grounds.window.from, grounds.window.to),
  )
  const atLeast: Verdict = gaps.length + grounds.unnamed.length > 0 ? 'possible' : 'no-evidence'
  return {
    tenant: grounds.tenant,
    mailbox: grounds.mailbox,
    verdict: strongest([
      atLeast,
      ...(grounds.throttles.length > 0 ? (['presumed'] as const) : []),
      ...messages.map((message) => message.verdict),
      ...folders.map((folder) => folder.verdict),
    ]),
    messages: counts,
    throttled: grounds.throttles,
    gaps,
  }
}

/** The ledger out of its parts: pure, so that its laws can be tested without an engine. */
export function composeLedger(parts: LedgerParts): Ledger {
  const own = group(parts)
  const mailboxes: MailboxEntry[] = []
  const folders: FolderEntry[] = []
  const messages: MessageEntry[] = []
  for (const mailbox of parts.question.mailboxes) {
    const { touches, facts, syncs } = own(`${mailbox.tenant}\n${mailbox.name}`)
    const touched = [...touches].map(([key, { touch, bases }]) => touchedEntry(touch, bases, facts.get(key)))
    const grounds = groundsOf(mailbox, parts, { syncs, unnamed: unnamedOf(mailbox, parts, touched) })
    const untouched = [...facts]
      .filter(([key, known]) => !touches.has(key) && isInTime(known, parts.question))
      .map(([, known]) => untouchedEntry(known, grounds))
    const entries = [...touched, ...untouched].sort(byVerdictThenTime)
    const ownFolders = foldersOf(grounds, touched, [...facts.values()])
    mailboxes.push(mailboxEntry(grounds, entries, ownFolders))
    folders.push(...ownFolders)
    messages.push(...entries)
  }
  return { windows: windowsOf(parts), mailboxes, folders, messages }
}

/** A message that came after the window asked about is no part of the answer. */
const isInTime = (message: MessageFacts, { scope }: Question): boolean =>
  message.date === null || scope.to === null || isBefore(message.date, scope.to)

const windowsOf = ({ tenants, question }: LedgerParts): readonly LedgerWindow[] =>
  tenants.map((tenant) => ({
    tenant: tenant.tenant,
    from: question.scope.from ?? tenant.first,
    to: question.scope.to ?? tenant.last,
  }))
