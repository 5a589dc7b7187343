import { describe, expect, it } from 'vitest'
import { provenanceColumns } from '../canonical/column.js'
import { canonicalTables } from '../canonical/index.js'
import { kqlTables } from './index.js'
import type { ColumnSource, KqlTable } from './table.js'

const tables = kqlTables()
const table = (name: string): KqlTable => {
  const found = tables.get(name)
  if (!found) throw new Error(`no table ${name}`)
  return found
}

/** Tables that any published hunt on Microsoft 365 may name. */
const wanted = `OfficeActivity CloudAppEvents SigninLogs AADNonInteractiveUserSignInLogs
  AADServicePrincipalSignInLogs AADManagedIdentitySignInLogs AuditLogs MicrosoftGraphActivityLogs EmailEvents
  EmailUrlInfo EmailAttachmentInfo UrlClickEvents IdentityInfo AADUserRiskEvents AADRiskyUsers SecurityAlert
  AlertInfo AlertEvidence BehaviorAnalytics EntraIdSignInEvents AADSignInEventsBeta IdentityLogonEvents
  ThreatIntelIndicators ThreatIntelligenceIndicator GraphApiAuditEvents`.split(/\s+/)

function* sourcesIn(source: ColumnSource): Generator<ColumnSource> {
  yield source
  if ('first' in source) for (const inner of source.first) yield* sourcesIn(inner)
  if ('paths' in source && source.paths)
    for (const inner of Object.values(source.paths)) yield* sourcesIn(inner)
  if ('bag' in source) for (const inner of Object.values(source.bag)) yield* sourcesIn(inner)
}

describe('kqlTables', () => {
  it('knows every table that hunts name, with columns and at least one source of rows', () => {
    for (const name of wanted) {
      expect(table(name).columns.length, name).toBeGreaterThan(3)
      expect(table(name).rows.length, name).toBeGreaterThan(0)
    }
  })

  it('binds every documented table, none twice', () => {
    expect(tables.names.length).toBeGreaterThan(940)
    expect(new Set(tables.names).size).toBe(tables.names.length)
    for (const name of tables.names) {
      const { columns } = table(name)
      expect(new Set(columns.map((column) => column.name)).size, name).toBe(columns.length)
    }
  })

  it('names only typed columns that the canonical table has', () => {
    const own = new Map<string, ReadonlySet<string>>(
      Object.values(canonicalTables).map((canonical) => [
        canonical.name,
        new Set([...canonical.columns, ...provenanceColumns].map((column) => column.name)),
      ]),
    )
    for (const name of tables.names)
      for (const { relation, columns, where = [] } of table(name).rows) {
        const known = own.get(relation)
        expect(known, `${name} reads ${relation}`).toBeDefined()
        for (const condition of where) expect(known, name).toContain(condition.column)
        for (const [column, source] of Object.entries(columns))
          for (const inner of sourcesIn(source)) {
            if ('column' in inner) expect(known, `${name}.${column}`).toContain(inner.column)
            if ('lookup' in inner) expect(known, `${name}.${column}`).toContain(inner.lookup)
          }
      }
  })

  it('gives a source only to columns the table has', () => {
    for (const name of tables.names) {
      const columns = new Set(table(name).columns.map((column) => column.name))
      for (const source of table(name).rows)
        for (const column of Object.keys(source.columns)) expect(columns, name).toContain(column)
    }
  })

  it('shows one audit record in Sentinel’s and in Defender’s view', () => {
    for (const name of ['OfficeActivity', 'CloudAppEvents'])
      expect(
        table(name).rows.map((row) => row.relation),
        name,
      ).toContain('audit')
    expect(table('OfficeActivity').rows[0]?.columns.RecordType).toMatchObject({
      lookup: 'RecordType',
      names: { '50': 'ExchangeItemAggregated', '2': 'ExchangeItem' },
    })
    expect(table('CloudAppEvents').rows[0]?.columns.RawEventData).toMatchObject({
      document: true,
      paths: { ClientIPAddress: { column: 'ClientIPAddress' } },
    })
  })

  it('answers canonical tables under their own names with all their columns', () => {
    for (const canonical of Object.values(canonicalTables))
      expect(table(canonical.name).columns.map((column) => column.name)).toEqual([
        ...canonical.columns.map((column) => column.name),
        ...provenanceColumns.map((column) => column.name),
      ])
  })

  it('does not know names that are no tables, not even those of Object', () => {
    for (const name of ['NoSuchTable', 'officeactivity', 'constructor', '__proto__', ''])
      expect(tables.get(name), name).toBeUndefined()
  })
})
