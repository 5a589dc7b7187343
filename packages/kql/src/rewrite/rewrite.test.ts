import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openEngine } from '../../test/engine/duckdb.js'
import { type CompileOptions, compile, type TableSource } from '../index.js'

/** Audit records kept as documents, with typed columns beside them, under two names as the products have it. */
const paths = {
  Operation: { column: 'Operation' },
  RecordType: { column: 'RecordType' },
  ExternalAccess: { column: 'ExternalAccess' },
  'App.Id': { column: 'AppId' },
} as const
const events: TableSource = {
  name: 'Events',
  columns: [
    { name: 'Timestamp', type: 'datetime' },
    { name: 'ActionType', type: 'string' },
    { name: 'Kind', type: 'string' },
    { name: 'Raw', type: 'dynamic' },
    { name: 'App', type: 'string' },
    { name: 'Folders', type: 'string' },
    { name: 'Type', type: 'string' },
  ],
  rows: [
    {
      relation: 'audit',
      columns: {
        Timestamp: { column: 'Time' },
        ActionType: { column: 'Operation' },
        Kind: { lookup: 'RecordType', names: { '0': 'None', '2': 'Item', '50': 'Aggregated' } },
        Raw: { document: true, paths },
        App: { path: ['App'], paths: { Id: { column: 'AppId' } } },
        Folders: { path: ['Folders'] },
        Type: { constant: 'Events' },
      },
    },
    {
      relation: 'stored',
      columns: {
        Timestamp: { column: 'Time' },
        ActionType: { path: ['ActionType'] },
        Raw: { path: ['Raw'] },
        App: { path: ['App'] },
        Folders: { path: ['Folders'] },
        Type: { constant: 'Stored' },
      },
    },
  ],
}
/** Parts of the same relation by kind of record. */
const part = (name: string, kinds: readonly number[]): TableSource => ({
  ...events,
  name,
  rows: events.rows.slice(0, 1).map((row) => ({
    ...row,
    where: [{ column: 'RecordType', in: kinds }],
    columns: { ...row.columns, Type: { constant: name } },
  })),
})
const options: CompileOptions = {
  tables: [events, part('Items', [2]), part('Others', [0, 50, 99])],
  document: { columns: ['doc', 'raw'] },
  relations: { audit: { Time: 'time', RecordType: 'int', ExternalAccess: 'bool' }, stored: { Time: 'time' } },
  now: new Date('2026-02-01T00:00:00Z'),
}

const operations = ['Send', 'Move', 'MailItemsAccessed', '']
const recordOf = fc.record({
  Operation: fc.constantFrom(...operations),
  RecordType: fc.constantFrom(0, 2, 50, 99),
  ExternalAccess: fc.boolean(),
  App: fc.record({ Id: fc.constantFrom('a-1', 'b-2'), Name: fc.constantFrom('Mail', 'Sync') }),
  Folders: fc.array(
    fc.record({
      Path: fc.constantFrom('Inbox', 'Sent'),
      Items: fc.array(fc.record({ Size: fc.nat(9) }), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
})
const text = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'`
const plain = (value: string): string => (value === '' ? 'NULL' : `'${value}'`)

const queries = [
  'Events | where ActionType == "Send" | count',
  'Events | where ActionType in ("Send", "Move") or Kind == "Aggregated" | summarize count() by ActionType, Kind',
  'Events | where Kind == "99" | project Timestamp, Kind',
  'Events | where Kind in ("Item", "None") and Type == "Events" | summarize n = count() by Kind',
  'Events | where Timestamp > datetime(2026-01-02) and Timestamp <= datetime(2026-01-03 12:00:00.0000005) | project Timestamp',
  'Events | where Timestamp between (datetime(2026-01-02) .. 1d) | summarize max(Timestamp)',
  'Events | where Raw.Operation == "Send" | project Raw.RecordType, tostring(Raw.ExternalAccess), tobool(Raw.ExternalAccess)',
  'Events | summarize count() by tostring(Raw.App.Id), tostring(Raw.App.Name), tolong(Raw.RecordType)',
  'Events | extend app = parse_json(App) | project app.Id, app.Name',
  'Events | extend app = todynamic(tostring(Raw.App)) | summarize count() by tostring(app.Id)',
  'Events | project Parsed = parse_json(tostring(Raw)).App.Id, First = Raw.Folders[0].Path, Last = Raw.Folders[-1].Path',
  'Events | mv-expand f = parse_json(Folders) | summarize count() by tostring(f.Path)',
  'Events | mv-expand f = Raw.Folders | mv-expand i = f.Items | summarize sum(tolong(i.Size)) by tostring(f.Path)',
  'Events | summarize arg_max(Timestamp, ActionType, Kind, Raw) by tostring(Raw.App.Id) | project ActionType, Kind, Raw.RecordType',
  'Events | where ActionType == "Send" | join kind=leftouter (Events | where ActionType == "Move") on Kind | summarize count() by tostring(Raw.App.Id), tostring(Raw1.App.Id)',
  'Events | join kind=leftanti (Events | where ActionType == "Move") on Kind | summarize count() by Kind, tostring(Raw.App.Id)',
  'Events | join kind=fullouter (Events | where ActionType == "Move" | project Kind, Raw) on Kind | where Kind1 == "Item" | project tostring(Raw1.App.Id)',
  'union withsource=Source Events, (Events | where ActionType == "Send") | where Kind == "Item" | summarize count() by Source, tostring(Raw.Operation)',
  'union Items, Others | where ActionType == "Send" | summarize count() by Kind, tostring(Raw.App.Id)',
  'union withsource=Source Items, Others, Items | summarize count() by Source, Type, tostring(Raw.Operation)',
  'union Items, (Others | extend Kind = "x") | where Kind == "x" or ActionType == "Move" | summarize count() by Kind, Type',
  'Events | summarize arg_min(iff(Kind == "Item", Timestamp, datetime(null)), ActionType), arg_max(iff(Kind == "None", Timestamp, datetime(null)), Type) by Kind',
  'let E = materialize(Events | where Kind != "None"); E | summarize by tostring(Raw.App.Id) | union (E | summarize by tostring(Raw.App.Name))',
  'let some = toscalar(Events | summarize max(tolong(Raw.RecordType))); Events | where Raw.RecordType == some | count',
  'Events | where Kind in ((Events | where ActionType == "Send" | distinct Kind)) | count',
  'Events | sort by Timestamp asc, ActionType asc | serialize before = prev(ActionType) | summarize count() by before == ""',
  'Events | summarize take_any(1)',
  'Events | top 3 by tolong(Raw.RecordType) desc | summarize count()',
  'Events | make-series n = count() on Timestamp from datetime(2026-01-01) to datetime(2026-01-05) step 1d by Kind',
  'Events | mv-apply f = Raw.Folders on (summarize Items = sum(array_length(f.Items))) | summarize sum(Items) by tostring(Raw.Operation)',
]

/** Every operator on texts, of columns that are NULL for some rows, spelled, constant, or in a document for others. */
const ofTexts = [
  '==',
  '=~',
  '!=',
  'has',
  '!has',
  'has_cs',
  'hasprefix',
  'hassuffix',
  'contains',
  'startswith',
  'endswith_cs',
]
  .map((operator) => `${operator} "Item"`)
  .concat(
    'in ("Send", "Item", "Events")',
    'in~ (dynamic(["send", "item"]))',
    'in (dynamic(["Send", ""]))',
    'has_any ("Send", "Stored")',
  )
  .concat('== dynamic(["Item"])', 'has_any (dynamic([]))', 'has_all (dynamic([]))', 'in (dynamic([]))')
  .concat('has_all (dynamic(["Item"]))', 'in (dynamic(["Send", 50, null]))', '!in ("Send", "Item")', '== ""')
  .flatMap((condition) => [
    `Events | where ActionType ${condition} | summarize count() by ActionType, Kind, Type`,
    `Events | where Kind ${condition} or Type ${condition} | summarize count() by ActionType, Kind, Type`,
    `Events | where Kind ${condition} | where tostring(Raw.App.Id) ${condition} or not(ActionType ${condition}) | summarize count() by Kind`,
  ])

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.close())

/** Rows as text, with and without the passes, in an order of their own. */
async function bothWays(kql: string, given: CompileOptions): Promise<[string[], string[]] | undefined> {
  const compiled = await compile(kql, given)
  if (!compiled.ok) return undefined
  const bare = await compile(kql, { ...given, rewrite: false })
  if (!bare.ok) throw new Error(bare.errors[0]?.message)
  const rowsOf = async (one: typeof compiled) =>
    (await engine.execute(one)).rows
      .map((row) => JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? String(v) : v)))
      .sort()
  return [await rowsOf(compiled), await rowsOf(bare)]
}

describe('a rewritten plan gives the rows that the plan as it was lowered gives', () => {
  it('over random records, from typed columns and from documents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(recordOf, { minLength: 1, maxLength: 12 }), async (records) => {
        await engine.run(
          'CREATE OR REPLACE TABLE audit ("Time" TIMESTAMP, "Operation" VARCHAR, "RecordType" INTEGER, "ExternalAccess" BOOLEAN, "AppId" VARCHAR, doc VARCHAR, raw VARCHAR)',
        )
        await engine.run('CREATE OR REPLACE TABLE stored ("Time" TIMESTAMP, doc VARCHAR, raw VARCHAR)')
        for (const [i, record] of records.entries()) {
          const time = `TIMESTAMP '2026-01-01' + INTERVAL ${i * 7} HOUR`
          await engine.run(
            i % 3 === 2
              ? `INSERT INTO stored VALUES (${time}, NULL, ${text({ ActionType: record.Operation, Raw: record, App: JSON.stringify(record.App), Folders: JSON.stringify(record.Folders) })})`
              : `INSERT INTO audit VALUES (${time}, ${plain(record.Operation)}, ${record.RecordType}, ${record.ExternalAccess}, '${record.App.Id}', NULL, ${text(record)})`,
          )
        }
        for (const kql of [...queries, ...ofTexts]) {
          const both = await bothWays(kql, options)
          expect(both, kql).toBeDefined()
          expect(both?.[0], kql).toEqual(both?.[1])
        }
      }),
      { numRuns: 6 },
    )
  })

  it('for the queries of the cases', async () => {
    const root = fileURLToPath(new URL('../../cases', import.meta.url))
    const none: CompileOptions = { ...options, tables: [], document: { columns: ['raw'] } }
    const volatile = /\b(rand|new_guid|now|sample|take_any|any|hll|tdigest)\b|current_/
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.yaml')) continue
      for (const { kql } of parse(readFileSync(`${root}/${file}`, 'utf8')) as { kql: string }[]) {
        if (volatile.test(kql)) continue
        const both = await bothWays(kql, none)
        if (both) expect(both[0], kql).toEqual(both[1])
      }
    }
  })
})
