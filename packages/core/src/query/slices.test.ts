import { compile } from '@bigyellowtaxi/kql'
import { type DuckDbEngine, openMemoryEngine } from '@bigyellowtaxi/lake'
import { slices } from '@bigyellowtaxi/records/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planOf } from './plan.js'
import { type Present, readPresent } from './present.js'
import { runPlan } from './run.js'
import { querySchemaOf } from './schema.js'
import { keepSlices } from './slices.js'

const record = (number: number, fields: Readonly<Record<string, unknown>>) => ({
  table: 'audit' as const,
  document: {
    Id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    CreationTime: `2026-02-01T10:${String(number % 60).padStart(2, '0')}:00`,
    ...fields,
  },
})
const read = { Operation: 'MailItemsAccessed', Workload: 'Exchange', MailboxOwnerUPN: 'eve@fabrikam.example' }
const entra = {
  Operation: 'Update policy.',
  Workload: 'AzureActiveDirectory',
  UserId: 'admin@fabrikam.example',
}

/** Values as records have them, and as they should not be. */
const records = [
  record(1, {
    ...read,
    ClientAppId: 'AbC',
    AppAccessContext: { UniqueTokenId: 'tOk_1', IssuedAtTime: '2026-02-01T09:59:58' },
  }),
  record(2, {
    ...read,
    ClientAppId: null,
    AppAccessContext: { ClientAppId: 'fallback', IssuedAtTime: null },
  }),
  record(3, {
    ...read,
    ClientAppId: 7,
    AppAccessContext: 'a text',
    OperationProperties: [{ Name: 'MailAccessType', Value: 'Sync "é"' }],
  }),
  record(4, {
    ...read,
    AppAccessContext: { UniqueTokenId: { no: 'text' } },
    OperationProperties: '[{"Name":"as text"}]',
    UniqueTokenIdentifier: 'other',
  }),
  record(5, {
    ...read,
    Item: { ParentFolder: { Path: '\\Inbox', Name: 'Posteingang' } },
    Folders: [{ Path: '\\Sent' }, {}],
  }),
  record(6, {
    ...entra,
    Target: [{ ID: 'a', Type: 1 }, { ID: 'b' }, {}, { ID: 'fourth' }],
    ModifiedProperties: [{ Name: 'x', NewValue: '{"a":[1.0,2]}' }],
  }),
  record(7, { ...entra, ModifiedProperties: 'not a list', ExtendedProperties: [], ErrorNumber: 50126 }),
  record(8, {
    ...entra,
    Operation: 'UserLoggedIn',
    ErrorNumber: '0',
    ExtendedProperties: [{ Name: 'UserAgent', Value: 'a' }],
  }),
  record(9, { Operation: 'Send', Workload: 'Exchange', ClientAppId: 'x', recipientCount: 3 }),
  record(10, { Operation: 'SoftDelete', Workload: 'Exchange' }),
]

const questions = [
  `CloudAppEvents | where ActionType == "MailItemsAccessed" | project TimeGenerated, IPAddress, App = tostring(RawEventData.ClientAppId),
     Token = tostring(RawEventData.AppAccessContext.UniqueTokenId), Issued = todatetime(RawEventData.AppAccessContext.IssuedAtTime),
     Properties = tostring(RawEventData.OperationProperties), Whole = RawEventData.OperationProperties,
     Folder = tostring(RawEventData.Item.ParentFolder.Path), First = tostring(RawEventData.Folders[0].Path), Id = tostring(RawEventData.Id)`,
  `OfficeActivity | where Operation == "MailItemsAccessed" | project TimeGenerated, ClientAppId, OperationProperties, UserId, RecordType`,
  `CloudAppEvents | where RawEventData.Workload == "AzureActiveDirectory" | project ActionType, T = tostring(RawEventData.Target[3].ID), All = tostring(RawEventData.Target),
     M = tostring(RawEventData.ModifiedProperties), N = RawEventData.ModifiedProperties[0].Name, E = toint(RawEventData.ErrorNumber), X = RawEventData.ExtendedProperties`,
  `CloudAppEvents | where ActionType in ("Send", "SendAs") | project Count = tolong(RawEventData.recipientCount), App = tostring(RawEventData.ClientAppId), Whole = RawEventData.recipientCount`,
  `CloudAppEvents | where ActionType in ("UserLoggedIn", "UserLoginFailed") | project E = tostring(RawEventData.ErrorNumber), X = tostring(RawEventData.ExtendedProperties[0].Value)`,
]

/** Asks for what no slice holds, or for rows that none has all of. */
const others = [
  'CloudAppEvents | where ActionType == "MailItemsAccessed" | project Id = tostring(RawEventData.Id), RawEventData',
  'CloudAppEvents | where ActionType == "MailItemsAccessed" | project tostring(RawEventData.UniqueTokenIdentifier)',
  'CloudAppEvents | where ActionType == "MailItemsAccessed" | project tolong(RawEventData.ClientAppId), RawEventData.AppAccessContext.IssuedAtTime',
  'CloudAppEvents | where ActionType == "MailItemsAccessed" or IPAddress == "" | project ActionType',
  'CloudAppEvents | where ActionType =~ "MailItemsAccessed" | project ActionType',
  'CloudAppEvents | where ActionType != "MailItemsAccessed" | project ActionType',
]

let engine: DuckDbEngine
let plain: Present | undefined
let sliced: Present | undefined
beforeAll(async () => {
  engine = await openMemoryEngine(records)
  plain = await readPresent(engine)
  sliced = plain && { ...plain, slices: await keepSlices(engine) }
})
afterAll(() => engine.close())

async function ask(kql: string, present: Present | undefined) {
  const plan = planOf(
    await compile(kql, { ...querySchemaOf(present), now: new Date('2026-03-01T00:00:00Z') }),
  )
  if (!plan.ok) throw new Error(JSON.stringify(plan.errors))
  return { sql: plan.sql, rows: (await runPlan(engine, plan)).rows }
}

test.each(questions)('a slice answers as the documents do: %s', async (kql) => {
  const [expected, answer] = [await ask(kql, plain), await ask(kql, sliced)]
  expect(answer.rows).toEqual(expected.rows)
  expect(answer.rows.length).toBeGreaterThan(0)
  expect(answer.sql).toMatch(/FROM "audit_/)
  expect(answer.sql).not.toContain('"doc"')
})

test.each(others)('what a slice has not is read from the table: %s', async (kql) => {
  const [expected, answer] = [await ask(kql, plain), await ask(kql, sliced)]
  expect(answer.sql).toBe(expected.sql)
  expect(answer.rows).toEqual(expected.rows)
})

test('a row is in one of the slices by a column at most', () => {
  for (const column of new Set(slices.map((slice) => slice.column))) {
    const texts = slices.filter((slice) => slice.column === column).flatMap((slice) => slice.texts)
    expect(new Set(texts).size).toBe(texts.length)
  }
})

test('of rows that a slice holds in part the others alone are read from the table', async () => {
  const kql = `CloudAppEvents | where ActionType in ("MailItemsAccessed", "Send", "New-InboxRule", "SoftDelete")
    | project ActionType, App = tostring(RawEventData.ClientAppId), Id = tostring(RawEventData.Id) | sort by Id asc`
  const [expected, answer] = [await ask(kql, plain), await ask(kql, sliced)]
  expect(answer.rows).toEqual(expected.rows)
  expect(new Set(answer.rows.map((row) => row.ActionType))).toEqual(
    new Set(['MailItemsAccessed', 'Send', 'SoftDelete']),
  )
  expect(answer.sql).toMatch(
    /FROM "audit_mail_reads"[^;]* UNION ALL [^;]*FROM "audit_mail_acts"[^;]* UNION ALL [^;]*FROM "audit" [^;]*IN \('New-InboxRule', 'SoftDelete'\)/,
  )
})
