/**
 * Columns that queries read and the published references do not list.
 * `RiskLevelDuringSignIn` of Defender's sign-in tables: published hunts compare it with 10, 50 and 100.
 * `Risk…` of service principals, which `*` does not show.
 * `_ItemId`: the log service's id of a record, which `*` does not show.
 */
import type { FactType } from '../facts/tables.js'

interface Undocumented {
  readonly name: string
  readonly type: FactType
  readonly hidden?: true
}

const itemId: Undocumented = { name: '_ItemId', type: 'string', hidden: true }

/** Microsoft Graph says them of service principals (riskLevelAggregated, …), Sentinel's table has no column. */
const risk: readonly Undocumented[] = ['RiskLevelAggregated', 'RiskLevelDuringSignIn', 'RiskState'].map(
  (name) => ({
    name,
    type: 'string',
    hidden: true,
  }),
)

const byTable: Readonly<Record<string, readonly Undocumented[]>> = {
  AADSignInEventsBeta: [
    { name: 'RiskLevelDuringSignIn', type: 'int' },
    { name: 'TimeGenerated', type: 'datetime' },
  ],
  EntraIdSignInEvents: [{ name: 'RiskLevelDuringSignIn', type: 'int' }],
  AADServicePrincipalSignInLogs: risk,
}

/** Further columns of a documented table; `documented` are those it has. */
export function undocumentedColumns(
  table: string,
  documented: ReadonlyMap<string, FactType>,
): readonly Undocumented[] {
  const ofService = documented.has('TimeGenerated') && documented.has('Type')
  return [...(byTable[table] ?? []), ...(ofService ? [itemId] : [])].filter((it) => !documented.has(it.name))
}
