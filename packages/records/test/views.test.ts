import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type ColumnSource, kqlTables, type RowSource, type Unwrapped } from '../src/index.js'
import { readKnown } from './bytes.js'
import { canonicalRow } from './canonical-row.js'

const tables = kqlTables()
type Json = Readonly<Record<string, unknown>>

/** A KQL column of one record, worked out the slow and plain way. */
function columnValue(source: ColumnSource, row: Json, document: Json): unknown {
  if ('column' in source) return row[source.column]
  if ('constant' in source) return source.constant
  if ('lookup' in source) {
    const value = row[source.lookup]
    return value === undefined ? undefined : (source.names[String(value)] ?? value)
  }
  if ('first' in source) {
    const values = source.first.map((inner) => columnValue(inner, row, document))
    return values.find((value) => value !== undefined && value !== null && value !== '')
  }
  if ('path' in source)
    return source.path.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document)
  return 'document' in source ? document : undefined
}

const belongs = (source: RowSource, record: Unwrapped, row: Json): boolean =>
  source.relation === record.table &&
  (source.where ?? []).every(
    (condition) => 'in' in condition && condition.in.includes(row[condition.column] as string),
  )

/** The rows a KQL table shows of the given records. */
function rowsOf(name: string, records: readonly Unwrapped[]): Json[] {
  return records.flatMap((record) => {
    const row = canonicalRow(record)
    const document = JSON.parse(record.doc ?? record.raw) as Json
    const sources = tables.get(name)?.rows.filter((source) => belongs(source, record, row)) ?? []
    return sources.map(({ columns }) =>
      Object.fromEntries(
        Object.entries(columns).map(([column, source]) => [column, columnValue(source, row, document)]),
      ),
    )
  })
}

const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url))

async function recordsOf(path: string): Promise<Unwrapped[]> {
  const { all } = await readKnown(readFileSync(fixture(path)))
  return all.flatMap((read) => ('record' in read ? [read.record] : []))
}

/** Values mean the same to KQL when they differ only in how an export spells them. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') {
    if (/^[[{]\s*["{\]}[]/.test(value)) return JSON.parse(value)
    if (/^\d{4}-\d\d-\d\dT/.test(value))
      return new Date(value.endsWith('Z') ? value : `${value}Z`).toISOString()
    return value.toLowerCase()
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== ''

describe('a row exported from a table reads back in that table’s view unchanged', () => {
  it.each([
    ['OfficeActivity', 'sentinel-office-activity/rows.json', ['UserType', 'TenantId']],
    ['SigninLogs', 'sentinel-signin/four-tables.json', ['TenantId']],
    ['AADNonInteractiveUserSignInLogs', 'sentinel-signin/four-tables.json', []],
    ['AADServicePrincipalSignInLogs', 'sentinel-signin/four-tables.json', []],
    ['AADManagedIdentitySignInLogs', 'sentinel-signin/four-tables.json', []],
    ['AuditLogs', 'sentinel-audit-logs/rows.json', []],
    ['MicrosoftGraphActivityLogs', 'graph-activity-logs/rows.json', []],
    ['EmailEvents', 'email-events/rows.json', []],
    ['SecurityAlert', 'security-alert/rows.json', []],
    ['CloudAppEvents', 'defender-cloud-app-events/rows.json', ['RawEventData']],
    ['EntraIdSignInEvents', 'defender-signin-events/entra.json', []],
    ['UrlClickEvents', 'table-rows/url-clicks.json', []],
  ])('%s of %s', async (name, path, except) => {
    const parsed = JSON.parse(readFileSync(fixture(path), 'utf8')) as Json[] | { Results: Json[] }
    const exported = Array.isArray(parsed) ? parsed : parsed.Results
    const own = exported.filter((row) => row.Type === undefined || row.Type === name)
    const shown = rowsOf(name, await recordsOf(path))
    expect(shown.length).toBe(own.length)
    const columns = new Set(tables.get(name)?.columns.map((column) => column.name))
    for (const [index, row] of own.entries())
      for (const [column, value] of Object.entries(row))
        if (columns.has(column) && isSaid(value) && !except.includes(column as never))
          expect(plain(shown[index]?.[column]), `${name}.${column}`).toEqual(plain(value))
  })
})

describe('one audit record', () => {
  it('is a row of Sentinel’s and of Defender’s table, whatever export it came from', async () => {
    for (const path of [
      'management-api-ndjson/lines.ndjson',
      'search-unified-audit-log/export.csv',
      'graph-audit-log-query/page.json',
      'sentinel-office-activity/portal.csv',
      'defender-cloud-app-events/hunting.csv',
    ]) {
      const records = await recordsOf(path)
      const [sentinel] = rowsOf('OfficeActivity', records)
      const [defender] = rowsOf('CloudAppEvents', records)
      expect(sentinel, path).toMatchObject({
        Operation: 'MailItemsAccessed',
        RecordType: 'ExchangeItemAggregated',
        OfficeWorkload: 'Exchange',
        UserType: 'Regular',
        Logon_Type: 'Owner',
        ExternalAccess: 'False',
        Client_IPAddress: '203.0.113.7',
        OfficeId: '0f0e0d0c-0b0a-4908-8706-000000000001',
      })
      expect(defender, path).toMatchObject({
        ActionType: 'MailItemsAccessed',
        Application: 'Microsoft Exchange Online',
        IPAddress: '203.0.113.7',
        RawEventData: { MailboxOwnerUPN: 'mara@lumen.example', RecordType: 50 },
      })
    }
  })
})

describe('one sign-in', () => {
  it('is a row of Sentinel’s and of Defender’s table, whatever export it came from', async () => {
    for (const path of [
      'graph-signin/beta.json',
      'entra-portal-signin-csv/interactive.csv',
      'defender-signin-events/entra.json',
    ]) {
      const records = await recordsOf(path)
      expect(rowsOf('SigninLogs', records)[0], path).toMatchObject({
        AppDisplayName: 'One Outlook Web',
        ResultType: '0',
        Location: 'DE',
      })
      expect(rowsOf('EntraIdSignInEvents', records)[0], path).toMatchObject({
        Application: 'One Outlook Web',
        LogonType: '["interactiveUser"]',
        Country: 'DE',
        City: 'Ulm',
      })
    }
  })
})
