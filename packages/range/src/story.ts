import { plainTime } from './clock.js'
import { SimulationError } from './errors.js'
import type { AuditRecord, Emit, HappeningData, HappeningKind } from './happening.js'
import type { Day, Life } from './life.js'
import type { Stream } from './random.js'
import type { Mailbox } from './world/person.js'

/** A number a storyline can be told, with what it is when nobody tells it. */
export interface Parameter {
  readonly about: string
  readonly loud: number
  readonly quiet: number
}

export interface Storyline {
  readonly name: string
  readonly about: string
  /** What `:quiet` changes. */
  readonly quiet: string
  readonly techniques: readonly string[]
  readonly parameters: Readonly<Record<string, Parameter>>
  start(plot: Plot): Day
}

/** What a storyline is given: a habit's means, its parameters, and the book in which it confesses. */
export interface Plot extends Life {
  readonly isQuiet: boolean
  readonly parameter: (name: string) => number
  /** A mailbox the intruder touched. */
  readonly victim: (mailbox: Mailbox) => void
  /** An account the intruder acts under, where that is not the mailbox read. */
  readonly account: (who: Mailbox) => void
  /** First day of the intrusion, far enough in for a baseline to exist. */
  readonly firstDay: number
  readonly streamOf: (...path: readonly (string | number)[]) => Stream
  readonly emit: Emit
}

/** One storyline as asked for on the command line: `name[:quiet][:key=value,key=value]`. */
export interface StoryRequest {
  readonly name: string
  readonly isQuiet: boolean
  readonly given: Readonly<Record<string, number>>
}

const shared: Readonly<Record<string, Parameter>> = {
  start: {
    about: 'first day of the intrusion, counted from 0; -1 puts it after half the window',
    loud: -1,
    quiet: -1,
  },
}

export const parametersOf = (story: Storyline): Readonly<Record<string, Parameter>> => ({
  ...shared,
  ...story.parameters,
})

/** Reads `name[:quiet][:key=value,…]`; refuses names and keys it does not know. */
export function parseStory(text: string, known: readonly Storyline[]): StoryRequest {
  const [name = '', ...rest] = text.split(':')
  const story = known.find((candidate) => candidate.name === name)
  if (!story)
    throw new SimulationError(
      'RNG001',
      `no storyline named '${name}'`,
      `one of: ${known.map((s) => s.name).join(', ')}, all`,
    )
  const given: Record<string, number> = {}
  let isQuiet = false
  for (const part of rest.flatMap((piece) => piece.split(','))) {
    if (part === 'quiet') isQuiet = true
    else {
      const [key = '', value = ''] = part.split('=')
      if (!(key in parametersOf(story)) || !/^\d+$/.test(value) || (key !== 'start' && Number(value) === 0))
        throw new SimulationError(
          'RNG002',
          `storyline ${name} has no parameter '${part}'`,
          `it has: ${Object.keys(parametersOf(story)).join(', ')} (whole numbers from 1), and quiet`,
        )
      given[key] = Number(value)
    }
  }
  return { name, isQuiet, given }
}

/** What one storyline really did, gathered from its own records as they are written. */
export class Confession {
  readonly recordIds: string[] = []
  readonly unloggedIds: string[] = []
  readonly signInIds: string[] = []
  readonly directoryIds: string[] = []
  readonly graphIds: string[] = []
  readonly mailIds: string[] = []
  readonly mailboxes = new Set<string>()
  readonly accounts = new Set<string>()
  readonly sessions = new Set<string>()
  readonly tokens = new Set<string>()
  readonly ips = new Set<string>()
  readonly appIds = new Set<string>()
  readonly messages: {
    mailbox: string
    internetMessageId: string
    at: string
    recordId: string
    logged: boolean
  }[] = []
  readonly folders: { mailbox: string; folder: string; at: string; recordId: string; logged: boolean }[] = []
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  firstRecord = Number.POSITIVE_INFINITY

  /** Takes note of something the intruder left; `logged` is false when the licence kept it out of the log. */
  hears<K extends HappeningKind>(
    kind: K,
    id: string,
    time: number,
    data: HappeningData[K],
    logged: boolean,
  ): void {
    this.first = Math.min(this.first, time)
    this.last = Math.max(this.last, time)
    if (kind === 'audit') {
      this.hearsRecord(id, data as AuditRecord, logged)
      if (logged) this.firstRecord = Math.min(this.firstRecord, time)
    }
    if (kind === 'signIn') this.hearsSignIn(id, data as HappeningData['signIn'])
    if (kind === 'directory') this.directoryIds.push(id)
    if (kind === 'graph') this.hearsGraph(id, data as HappeningData['graph'])
    if (kind === 'mail') this.mailIds.push(id)
  }

  private hearsRecord(id: string, record: AuditRecord, logged: boolean): void {
    ;(logged ? this.recordIds : this.unloggedIds).push(id)
    const context = (record.AppAccessContext ?? {}) as Record<string, unknown>
    add(this.sessions, record.SessionId, context.AADSessionId)
    add(this.tokens, context.UniqueTokenId, record.UniqueTokenIdentifier)
    add(this.ips, record.ClientIPAddress, record.ClientIP)
    add(this.appIds, record.AppId, record.ClientAppId, record.ApplicationId)
    if (record.Operation !== 'MailItemsAccessed') return
    const mailbox = String(record.MailboxOwnerUPN)
    const at = String(record.CreationTime)
    const folders = (record.Folders ?? []) as { FolderItems: { InternetMessageId: string }[] }[]
    for (const item of folders.flatMap((folder) => folder.FolderItems))
      this.messages.push({ mailbox, internetMessageId: item.InternetMessageId, at, recordId: id, logged })
    const item = record.Item as { ParentFolder: { Path: string } } | undefined
    if (item) this.folders.push({ mailbox, folder: item.ParentFolder.Path, at, recordId: id, logged })
  }

  private hearsSignIn(id: string, signIn: HappeningData['signIn']): void {
    this.signInIds.push(id)
    add(this.sessions, signIn.sessionId)
    add(this.tokens, signIn.uti)
    add(this.ips, signIn.ip)
    add(this.appIds, signIn.app.id)
  }

  private hearsGraph(id: string, request: HappeningData['graph']): void {
    this.graphIds.push(id)
    add(this.sessions, request.sessionId)
    add(this.tokens, request.uti)
    add(this.ips, request.ip)
    add(this.appIds, request.app.id)
  }
}

function add(set: Set<string>, ...values: readonly unknown[]): void {
  for (const value of values) if (typeof value === 'string' && value !== '') set.add(value)
}

export const timeOrNull = (ms: number): string | null => (Number.isFinite(ms) ? `${plainTime(ms)}Z` : null)
