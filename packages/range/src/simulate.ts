import { ArrivalQueue } from './arrival-queue.js'
import { day, hour } from './clock.js'
import { SimulationError } from './errors.js'
import { habits as allHabits } from './habits/index.js'
import type { Emit, EmittedEvent, Happening, HappeningKind } from './happening.js'
import type { Day, Habit, Note } from './life.js'
import { Stream } from './random.js'
import {
  Confession,
  type Plot,
  parametersOf,
  parseStory,
  type Storyline,
  type StoryRequest,
} from './story.js'
import { storylines as allStorylines } from './storylines/index.js'
import { type TierOption, tierOptions, tiers } from './tiers/index.js'
import { buildTruth, type ConfounderBook, type Truth } from './truth.js'
import { makeTenant, type Tenant } from './world/tenant.js'

export interface SimulateOptions {
  readonly mailboxes: number
  readonly days: number
  readonly seed: string | number
  /** `name[:quiet][:key=value,…]`, or `all[:quiet]`. None: ordinary life only. */
  readonly storylines?: readonly string[]
  readonly tier?: TierOption
  /** Percent of the ordinary number of events (default 100). */
  readonly density?: number
  /** Mailboxes whose owner's searches are audited: every third or so, as people opted in, or all. */
  readonly searches?: 'some' | 'all'
  /** First day, `YYYY-MM-DD`; a Monday by default. */
  readonly start?: string
  /** Names of habits to leave out, for tests. */
  readonly without?: readonly string[]
}

export interface Simulation {
  readonly tenant: Tenant
  /** Everything that reached a log, in the order it did, a day's worth in memory at a time. Read it once. */
  happenings(): Generator<Happening>
  /** The answer to what the happenings hide; complete when they have all been read. */
  truth(): Truth
}

/** Life starts two days before the window, so that sessions and long tokens are older than the export. */
const warmUpDays = 2
/** The export is taken this long after the window: what reaches the log later is not in it. */
const exportDelay = 6 * hour
/** No habit acts earlier than this before midnight UTC of its day (the easternmost site). */
const earliest = 9 * hour

/** A simulated tenant. Nothing is computed until the happenings are read. */
export function simulate(options: SimulateOptions): Simulation {
  const tenant = makeTenant(checked(options))
  const requests = storyRequests(options.storylines ?? [])
  const book: ConfounderBook = new Map()
  const confessions = new Map<StoryRequest, Confession>(
    requests.map((request) => [request, new Confession()]),
  )
  return {
    tenant,
    happenings: () => run(tenant, options.without ?? [], book, confessions),
    truth: () => buildTruth(tenant, book, confessions),
  }
}

function checked(options: SimulateOptions) {
  const start = Date.parse(`${options.start ?? '2026-03-02'}T00:00:00Z`)
  const refuse = (message: string, hint: string): never => {
    throw new SimulationError('RNG003', message, hint)
  }
  const whole = (n: number, low: number, high: number): boolean =>
    Number.isInteger(n) && n >= low && n <= high
  if (Number.isNaN(start)) refuse(`'${options.start}' is not a date`, 'write it as 2026-03-02')
  if (!whole(options.mailboxes, 1, 100_000))
    refuse('mailboxes must be 1 to 100000', 'for instance --mailboxes 200')
  if (!whole(options.days, 1, 3660)) refuse('days must be 1 to 3660', 'for instance --days 45')
  if (!whole(options.density ?? 100, 1, 1000))
    refuse('density must be 1 to 1000 percent', 'for instance --density 50')
  const tier = options.tier ?? 'E5'
  if (!tierOptions.includes(tier))
    refuse(`no licence tier named '${tier}'`, `one of: ${tierOptions.join(', ')}`)
  return {
    mailboxes: options.mailboxes,
    days: options.days,
    seed: String(options.seed),
    start,
    tier,
    density: options.density ?? 100,
    searches: options.searches ?? ('some' as const),
  }
}

function storyRequests(texts: readonly string[]): StoryRequest[] {
  const expanded = texts.flatMap((text) =>
    /^all(:|$)/.test(text) ? allStorylines.map((story) => story.name + text.slice('all'.length)) : [text],
  )
  const requests = expanded.map((text) => parseStory(text, allStorylines))
  const names = new Set<string>()
  for (const { name } of requests) {
    if (names.has(name))
      throw new SimulationError(
        'RNG004',
        `storyline ${name} is named twice`,
        'give it once, or use another seed',
      )
    names.add(name)
  }
  return requests
}

function* run(
  tenant: Tenant,
  without: readonly string[],
  book: ConfounderBook,
  confessions: ReadonlyMap<StoryRequest, Confession>,
): Generator<Happening> {
  const queue = new ArrivalQueue(tenant)
  const seeded = Stream.seeded(tenant.seed)
  const steps: Day[] = [
    ...allHabits
      .filter((habit) => !without.includes(habit.name))
      .map((habit) => startHabit(tenant, habit, seeded, queue, book)),
    ...[...confessions].map(([request, confession]) =>
      startStory(tenant, request, seeded, queue, confession),
    ),
  ]
  for (let dayIndex = -warmUpDays; dayIndex <= tenant.days; dayIndex++) {
    for (const step of steps) step(dayIndex)
    yield* queue.upTo(tenant.start + (dayIndex + 1) * day - earliest)
  }
  yield* queue.upTo(tenant.start + tenant.days * day + exportDelay)
}

function startHabit(
  tenant: Tenant,
  habit: Habit,
  seeded: Stream,
  queue: ArrivalQueue,
  book: ConfounderBook,
): Day {
  const notes: Note[] = []
  const tally = { habit, notes, records: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }
  if (habit.mistakenFor !== undefined) book.set(habit.name, tally)
  const emit: Emit = (event) => {
    if (!isLogged(event) || !queue.add(event, { mayRepeat: true, mayBeLate: true })) return
    if (event.kind === 'audit') tally.records++
    tally.first = Math.min(tally.first, event.time)
    tally.last = Math.max(tally.last, event.time)
  }
  const stream = seeded.at('habit', habit.name)
  return habit.start({ tenant, stream, emit, note: (note) => notes.push(note) })
}

function startStory(
  tenant: Tenant,
  request: StoryRequest,
  seeded: Stream,
  queue: ArrivalQueue,
  confession: Confession,
): Day {
  const story = allStorylines.find(({ name }) => name === request.name) as Storyline
  const stream = seeded.at('storyline', story.name)
  const parameters = parametersOf(story)
  const parameter = (name: string): number => {
    const row = parameters[name]
    if (!row) throw new Error(`storyline ${story.name} asks for an unknown parameter ${name}`)
    return request.given[name] ?? (request.isQuiet ? row.quiet : row.loud)
  }
  const emit: Emit = (event) => {
    const logged = isLogged(event) && queue.add(event, { mayRepeat: false, mayBeLate: false })
    if (logged || !isLogged(event)) confession.hears(event.kind, event.id, event.time, event.build(), logged)
  }
  const plot: Plot = {
    tenant,
    stream,
    emit,
    note: () => {},
    isQuiet: request.isQuiet,
    parameter,
    victim: (mailbox) => confession.mailboxes.add(mailbox.upn),
    account: (who) => confession.accounts.add(who.upn),
    firstDay: firstDayOf(tenant, parameter('start'), stream),
    streamOf: (...path) => stream.at(...path),
  }
  return story.start(plot)
}

/** After half of the window, on a Monday to Thursday. */
function firstDayOf(tenant: Tenant, asked: number, stream: Stream): number {
  if (asked >= 0) return asked
  const half = Math.floor(tenant.days / 2)
  const first = half + stream.at('first-day').below(Math.max(1, Math.floor(tenant.days / 8)))
  for (let dayIndex = first; dayIndex < first + 7; dayIndex++) {
    const inWeek = (Math.floor(tenant.start / day) + dayIndex + 4) % 7
    if (inWeek >= 1 && inWeek <= 4 && dayIndex < tenant.days) return dayIndex
  }
  return Math.min(first, tenant.days - 1)
}

/** Licence and opt-in: would this record have been written at all? */
function isLogged<K extends HappeningKind>(event: EmittedEvent<K>): boolean {
  const { mailbox, operation } = event
  if (event.withheld) return false
  if (event.kind !== 'audit' || !mailbox || operation === undefined) return true
  if (operation === 'SearchQueryInitiatedExchange' && !mailbox.searchAudited) return false
  return tiers[mailbox.tier].writes(operation, event.recordType ?? 0)
}
