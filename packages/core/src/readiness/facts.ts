import type { Engine } from '@bigyellowtaxi/lake'
import { readQuestion } from '../access/question.js'
import { buildCompleteness } from '../completeness/map.js'
import { readFacts } from '../completeness/read-facts.js'
import { readCoverage } from '../detect/coverage.js'
import { sourceIds } from '../detect/source-ids.js'
import { everything, inWindow, type Scope } from '../scope.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, constant, sql } from '../sql/statement.js'
import type { IdentifierFacts, LogonReads, ReadinessFacts } from './check.js'
import { mailboxAddress, readSettingsExports, type Settings } from './settings.js'

const isUse = constant(
  "Operation IN ('Send', 'SendAs', 'SendOnBehalf', 'Create', 'Update', 'Move', 'Copy', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'UpdateInboxRules', 'FolderBind') AND coalesce(UserType, 0) IN (0, 2, 10)",
)
const isRead = constant("Operation = 'MailItemsAccessed'")
const isOwner = constant('coalesce(LogonType, 0) = 0')

async function readReadsByLogon(engine: Engine, scope: Scope): Promise<ReadonlyMap<string, LogonReads>> {
  const rows = await ask(
    engine,
    sql`SELECT Mailbox AS mailbox,
      count(*) FILTER (${isRead} AND ${isOwner}) AS owner, count(*) FILTER (${isRead} AND NOT ${isOwner}) AS others,
      count(*) FILTER (${isUse} AND ${isOwner}) AS ownerActivity, count(*) FILTER (${isUse} AND NOT ${isOwner}) AS othersActivity,
      count(*) FILTER (Operation = 'Send') AS sends, count(*) FILTER (Operation LIKE 'SearchQueryInitiated%') AS searches,
      count(DISTINCT date_trunc('day', CreationTime)) FILTER (${isUse} OR ${isRead}) AS activeDays,
      count(DISTINCT date_trunc('day', CreationTime)) FILTER (${isRead}) AS readDays,
      count(DISTINCT date_trunc('day', CreationTime)) FILTER (${isUse} AND CreationTime >= date_trunc('day', lastAt) + INTERVAL 1 DAY) AS daysSinceRead,
      strftime(max(CreationTime) FILTER (${isUse}), '%Y-%m-%d') AS lastActive,
      strftime(max(CreationTime) FILTER (${isRead}), '%Y-%m-%d') AS lastRead,
      strftime(min(CreationTime) FILTER (${isRead}), '%Y-%m-%d') AS firstRead
    FROM audit LEFT JOIN (
      SELECT Mailbox AS owned, max(CreationTime) AS lastAt FROM audit WHERE ${isRead} AND ${inWindow(scope)} GROUP BY Mailbox
    ) ON owned = Mailbox
    WHERE Mailbox LIKE '%@%' AND ${inWindow(scope)} GROUP BY Mailbox ORDER BY Mailbox`,
  )
  return new Map(
    rows.map((row) => [
      textOf(row.mailbox),
      {
        owner: numberOf(row.owner),
        others: numberOf(row.others),
        ownerActivity: numberOf(row.ownerActivity),
        sends: numberOf(row.sends),
        searches: numberOf(row.searches),
        othersActivity: numberOf(row.othersActivity),
        activeDays: numberOf(row.activeDays),
        readDays: numberOf(row.readDays),
        daysSinceRead: numberOf(row.daysSinceRead),
        lastActive: textOf(row.lastActive),
        lastRead: textOf(row.lastRead),
        firstRead: textOf(row.firstRead),
      },
    ]),
  )
}

async function readIdentifiers(engine: Engine, scope: Scope): Promise<IdentifierFacts> {
  const [reads] = await ask(
    engine,
    sql`SELECT count(*) AS n, count(UniqueTokenId) AS withToken FROM audit WHERE ${isRead} AND ${inWindow(scope)}`,
  )
  const [signIns] = await ask(
    engine,
    sql`SELECT count(*) AS n, count(UniqueTokenIdentifier) AS withToken FROM signin WHERE ${inWindow(scope, 'CreatedDateTime')}`,
  )
  return {
    reads: numberOf(reads?.n),
    readsWithToken: numberOf(reads?.withToken),
    signIns: numberOf(signIns?.n),
    signInsWithToken: numberOf(signIns?.withToken),
  }
}

async function readTokenRenewals(engine: Engine, scope: Scope): Promise<number> {
  const [row] = await ask(
    engine,
    sql`SELECT count(*) AS n FROM audit WHERE RecordType = 275 AND ${inWindow(scope)}`,
  )
  return numberOf(row?.n)
}

function allMailboxes(settings: Settings, reads: ReadonlyMap<string, LogonReads>): readonly string[] {
  const exported = settings.of('Get-Mailbox').map(mailboxAddress)
  return [...new Set([...exported, ...reads.keys()])].filter((name) => name !== '').sort()
}

/** Reads settings exports and logs of the workspace once, for every check. */
export async function readReadinessFacts(engine: Engine, tenant?: string): Promise<ReadinessFacts> {
  const scope: Scope = { ...everything, tenants: tenant ? [tenant] : [] }
  const settings = await readSettingsExports(engine, tenant?.toLowerCase())
  const readsByLogon = await readReadsByLogon(engine, scope)
  const logs = await readFacts(engine, await readQuestion(engine, scope))
  return {
    settings,
    logs,
    completeness: buildCompleteness(logs),
    coverage: await readCoverage(engine, sourceIds),
    mailboxes: allMailboxes(settings, readsByLogon),
    readsByLogon,
    identifiers: await readIdentifiers(engine, scope),
    tokenRenewals: await readTokenRenewals(engine, scope),
  }
}
