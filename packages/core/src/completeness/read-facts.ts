import type { Engine } from '@bigyellowtaxi/lake'
import { mailboxOf, ofQuestion, type Question } from '../access/question.js'
import { readThrottles } from '../access/throttle.js'
import { inWindow } from '../scope.js'
import { askOnce } from '../sql/ask-once.js'
import { numberOf, textOf, textOrNull } from '../sql/row.js'
import { ask, constant, type Sql, sql } from '../sql/statement.js'
import { hourMs, utc } from '../time.js'
import type { Facts, MailboxDay, MailboxFacts, OwnerlessReads, TenantFacts, TenantHour } from './facts.js'
import { readCappedQueries, readInputFacts } from './read-inputs.js'
import { readSettings } from './read-settings.js'

const isRead = constant("Operation = 'MailItemsAccessed'")

/** What a person does in a mailbox that cannot be done without opening it. Transport, services and Substrate are no person. */
const isActivity = constant(
  `Operation IN ('Send', 'SendAs', 'SendOnBehalf', 'Create', 'Update', 'Move', 'Copy', 'MoveToDeletedItems', 'SoftDelete',
    'HardDelete', 'UpdateInboxRules', 'SearchQueryInitiatedExchange', 'SearchQueryInitiated', 'FolderBind')
   AND Mailbox IS NOT NULL AND coalesce(UserType, 0) IN (0, 2, 10) AND coalesce(LogonType, 0) IN (0, 1, 2, 6)`,
)

const exchangeResource = '00000002-0000-0ff1-ce00-000000000000'

/** A question about facts is never limited to a window or a hand: gaps outside it matter too. */
const tenantOnly = (question: Question): Sql => inWindow({ ...question.scope, from: null, to: null })

interface HourRow extends TenantHour {
  readonly first: string
  readonly last: string
  readonly syncs: number
  readonly itemRecords: number
}

/** Plain counts over a few narrow columns: the one question that has to look at every record of the tenant. */
async function readHours(engine: Engine, question: Question): Promise<readonly HourRow[]> {
  const hour = constant('epoch(CreationTime)::BIGINT // 3600')
  const rows = await askOnce(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, bucket, records, reads, syncs, itemRecords, first, last FROM (
      SELECT OrganizationId, ${hour} AS bucket, count(*) AS records, count(*) FILTER (${isRead}) AS reads,
        count(*) FILTER (${isRead} AND MailAccessType = 'Sync') AS syncs, count(*) FILTER (RecordType = 2) AS itemRecords,
        min(CreationTime) AS first, max(CreationTime) AS last
      FROM audit WHERE CreationTime IS NOT NULL AND ${tenantOnly(question)} GROUP BY OrganizationId, bucket)
    ORDER BY tenant, bucket`,
  )
  const active = await askOnce(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, ${hour} AS bucket, count(*) AS activity
    FROM audit WHERE ${isActivity} AND CreationTime IS NOT NULL AND ${tenantOnly(question)} GROUP BY tenant, bucket ORDER BY tenant, bucket`,
  )
  const activity = new Map(
    active.map((row) => [`${textOf(row.tenant)}\n${numberOf(row.bucket)}`, numberOf(row.activity)]),
  )
  return rows.map((row) => ({
    tenant: textOf(row.tenant),
    hour: utc(numberOf(row.bucket) * hourMs),
    records: numberOf(row.records),
    reads: numberOf(row.reads),
    activity: activity.get(`${textOf(row.tenant)}\n${numberOf(row.bucket)}`) ?? 0,
    syncs: numberOf(row.syncs),
    itemRecords: numberOf(row.itemRecords),
    first: textOf(row.first),
    last: textOf(row.last),
  }))
}

/** Records looked at before all of them are: nearly every log shows a second actor among its first. */
const sample = 2000

/** Tenants whose records are not all of one actor. */
async function readSeveralActors(engine: Engine, tenants: readonly string[]): Promise<ReadonlySet<string>> {
  const several = new Set<string>()
  for (const tenant of tenants) {
    const own = tenant === '' ? constant('OrganizationId IS NULL') : sql`OrganizationId = ${tenant}`
    for (const limit of [constant(`LIMIT ${sample}`), constant('')]) {
      const [row] = await askOnce(
        engine,
        sql`SELECT min(Actor) <> max(Actor) AS several FROM (SELECT Actor FROM audit WHERE ${own} ${limit})`,
      )
      if (row?.several !== true) continue
      several.add(tenant)
      break
    }
  }
  return several
}

function tenantsOf(hours: readonly HourRow[], several: ReadonlySet<string>): readonly TenantFacts[] {
  const tenants = new Map<string, HourRow[]>()
  for (const hour of hours) {
    const own = tenants.get(hour.tenant)
    if (own) own.push(hour)
    else tenants.set(hour.tenant, [hour])
  }
  const sum = (rows: readonly HourRow[], of: (row: HourRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0)
  return [...tenants].map(([tenant, rows]) => ({
    tenant,
    records: sum(rows, (row) => row.records),
    first: rows[0]?.first ?? '',
    last: rows.at(-1)?.last ?? '',
    hasSeveralActors: several.has(tenant),
    reads: sum(rows, (row) => row.reads),
    syncs: sum(rows, (row) => row.syncs),
    itemRecords: sum(rows, (row) => row.itemRecords),
  }))
}

async function readDays(engine: Engine, question: Question): Promise<readonly MailboxDay[]> {
  const rows = await ask(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, strftime(CreationTime, '%Y-%m-%d') AS day, count(*) AS records,
      count(*) FILTER (${isRead}) AS reads, count(*) FILTER (${isRead} AND MailAccessType = 'Bind') AS binds,
      count(*) FILTER (${isRead} AND MailAccessType = 'Sync') AS syncs, count(*) FILTER (${isActivity}) AS activity,
      min(Id) FILTER (${isActivity}) AS activityRecord
    FROM audit WHERE ${ofQuestion(question)} AND CreationTime IS NOT NULL AND ${tenantOnly(question)}
    GROUP BY ALL ORDER BY tenant, mailbox, day`,
  )
  const days = new Map<string, MailboxDay>()
  for (const row of rows) {
    const day: MailboxDay = {
      ...mailboxOf(row, question),
      day: textOf(row.day),
      records: numberOf(row.records),
      reads: numberOf(row.reads),
      binds: numberOf(row.binds),
      syncs: numberOf(row.syncs),
      activity: numberOf(row.activity),
      activityRecord: textOrNull(row.activityRecord),
    }
    const key = `${day.tenant}\n${day.mailbox}\n${day.day}`
    const same = days.get(key)
    days.set(key, same ? addDays(same, day) : day)
  }
  return [...days.values()]
}

/** One mailbox under two names on one day. */
const addDays = (a: MailboxDay, b: MailboxDay): MailboxDay => ({
  ...a,
  records: a.records + b.records,
  reads: a.reads + b.reads,
  binds: a.binds + b.binds,
  syncs: a.syncs + b.syncs,
  activity: a.activity + b.activity,
  activityRecord: a.activityRecord ?? b.activityRecord,
})

async function readOwnerless(engine: Engine, question: Question): Promise<readonly OwnerlessReads[]> {
  const rows = await askOnce(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, count(*) AS reads, min(CreationTime) AS first, max(CreationTime) AS last, min(Id) AS record
    FROM audit WHERE ${isRead} AND Mailbox IS NULL AND ${tenantOnly(question)} GROUP BY tenant, CreationTime::DATE ORDER BY tenant, first`,
  )
  return rows.map((row) => ({
    tenant: textOf(row.tenant),
    reads: numberOf(row.reads),
    first: textOf(row.first),
    last: textOf(row.last),
    record: textOf(row.record),
  }))
}

async function readTypes(engine: Engine, question: Question): Promise<ReadonlyMap<string, string>> {
  const rows = await askOnce(
    engine,
    sql`SELECT lower(coalesce(json_extract_string(raw, '$.UserPrincipalName'), json_extract_string(raw, '$.PrimarySmtpAddress'), Identity)) AS name,
      json_extract_string(raw, '$.RecipientTypeDetails') AS type
    FROM config WHERE json_extract_string(raw, '$.RecipientTypeDetails') IS NOT NULL ORDER BY ALL`,
  )
  const byName = new Map(rows.map((row) => [textOf(row.name), textOf(row.type)]))
  return new Map(
    question.mailboxes.flatMap((mailbox) => {
      const type = mailbox.names.map((name) => byName.get(name)).find((found) => found !== undefined)
      return type ? [[`${mailbox.tenant}\n${mailbox.name}`, type] as const] : []
    }),
  )
}

/** Successful sign-ins to Exchange by account name. */
async function readSignIns(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const rows = await askOnce(
    engine,
    sql`SELECT name, count(*) AS signIns FROM (
      SELECT UserPrincipalName AS name FROM signin WHERE ResourceIdentity = ${exchangeResource} AND coalesce(ResultType, '0') = '0'
      UNION ALL
      SELECT Actor FROM audit WHERE Operation = 'UserLoggedIn' AND ObjectId = ${exchangeResource})
    WHERE name LIKE '%@%' GROUP BY name ORDER BY name`,
  )
  return new Map(rows.map((row) => [textOf(row.name), numberOf(row.signIns)]))
}

async function readMailboxFacts(
  engine: Engine,
  question: Question,
  days: readonly MailboxDay[],
): Promise<readonly MailboxFacts[]> {
  const types = await readTypes(engine, question)
  const signIns = await readSignIns(engine)
  const sums = new Map<string, { records: number; reads: number }>()
  for (const day of days) {
    const key = `${day.tenant}\n${day.mailbox}`
    const sum = sums.get(key)
    sums.set(key, { records: (sum?.records ?? 0) + day.records, reads: (sum?.reads ?? 0) + day.reads })
  }
  return question.mailboxes.map((mailbox) => {
    const key = `${mailbox.tenant}\n${mailbox.name}`
    return {
      tenant: mailbox.tenant,
      mailbox: mailbox.name,
      ...(sums.get(key) ?? { records: 0, reads: 0 }),
      signIns: mailbox.names.reduce((sum, name) => sum + (signIns.get(name) ?? 0), 0),
      type: types.get(key) ?? null,
    }
  })
}

/** Reads once what all gap finders judge. `own` may hold no more than the mailboxes of the question (see `withNarrowed`). */
export async function readFacts(engine: Engine, question: Question, own: Engine = engine): Promise<Facts> {
  const hours = await readHours(engine, question)
  const several = await readSeveralActors(engine, [...new Set(hours.map((hour) => hour.tenant))])
  const days = await readDays(own, question)
  const unbounded = { ...question, scope: { ...question.scope, from: null, to: null } }
  return {
    tenants: tenantsOf(hours, several),
    hours: hours.map(({ tenant, hour, records, reads, activity }) => ({
      tenant,
      hour,
      records,
      reads,
      activity,
    })),
    days,
    mailboxes: await readMailboxFacts(engine, question, days),
    settings: await readSettings(engine, question.scope),
    inputs: await readInputFacts(engine),
    cappedQueries: await readCappedQueries(engine),
    throttles: await readThrottles(own, unbounded),
    ownerless: await readOwnerless(engine, question),
  }
}
