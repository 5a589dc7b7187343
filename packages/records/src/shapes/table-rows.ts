import { documentedColumns, documentedTableNames } from '../facts/tables.js'
import { foldKey, textOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { tableRow } from '../forms/table-row.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

const timed = bySignature({ any: [['TimeGenerated', 'Timestamp', 'TimeGenerated [UTC]']] })

/**
 * Rows of any other Sentinel or Defender table, told by their `Type` (or `$table`, `TableName`) or by their columns.
 * Tried last; a table that has a shape of its own comes here when too few of its columns were exported.
 */
export const tableRows: Shape = {
  id: 'table-rows',
  about: 'Rows of any other Sentinel / Defender table, CSV or JSON',
  fallback: true,
  sniff(head) {
    const sniffed = timed(head)
    if (!sniffed.match) return sniffed
    const row = head.objects[0] ?? Object.fromEntries(head.csvColumns.map((name) => [name, '']))
    return tableOf(row) ? { match: true } : { match: false, reason: 'columns fit no documented table' }
  },
  open(head) {
    const order = dateOrderOf(head, ['TimeGenerated', 'Timestamp'])
    return (element) => {
      const table = tableOf(element.value)
      return table ? tableRow(element, table, order) : undefined
    }
  },
}

const byColumns = new Map<string, string | undefined>()

/** The table a row belongs to: the one it names, else the documented one its columns fit best. */
export function tableOf(row: JsonObject): string | undefined {
  const named = textOf(row, 'Type') || textOf(row, '$table') || textOf(row, 'TableName')
  if (/^[A-Za-z]\w{2,}$/.test(named) && (documentedColumns(named) || /_CL$/.test(named))) return named
  const keys = Object.keys(row).map(foldKey)
  const signature = [...keys].sort().join()
  if (!byColumns.has(signature)) {
    if (byColumns.size > 500) byColumns.clear()
    byColumns.set(signature, bestTable(new Set(keys)))
  }
  return byColumns.get(signature)
}

/** Tables that hunting queries name most come first, so that a draw goes to them. */
const favoured = `DeviceEvents DeviceProcessEvents DeviceNetworkEvents DeviceLogonEvents IdentityLogonEvents
  IdentityQueryEvents IdentityDirectoryEvents CloudAppEvents EmailUrlInfo EmailAttachmentInfo
  EmailPostDeliveryEvents UrlClickEvents IdentityInfo AADUserRiskEvents AADRiskyUsers AlertInfo AlertEvidence
  BehaviorAnalytics ThreatIntelIndicators ThreatIntelligenceIndicator OAuthAppInfo SecurityEvent Event`.split(
  /\s+/,
)

/** Columns every table has: they tell nothing. */
const everywhere = new Set(
  [
    'TimeGenerated',
    'Timestamp',
    'TenantId',
    'Type',
    'SourceSystem',
    '_ResourceId',
    '_SubscriptionId',
    '_ItemId',
  ]
    .concat(['_BilledSize', '_IsBillable', 'MG', 'ManagementGroupName', 'ReportId', 'Computer'])
    .map(foldKey),
)

function bestTable(keys: ReadonlySet<string>): string | undefined {
  const own = [...keys].filter((key) => !everywhere.has(key))
  if (own.length < 2) return undefined
  let best: string | undefined
  let bestScore = 0
  const names = [...new Set([...favoured, ...documentedTableNames()])]
  for (const name of names) {
    const columns = documentedColumns(name)
    if (!columns) continue
    const folded = new Set([...columns.keys()].map(foldKey))
    const hits = own.filter((key) => folded.has(key)).length
    // Two thirds of the row's columns must be the table's; a row that fills more of the table wins.
    if (hits / own.length < 0.66) continue
    const score = hits / own.length + hits / folded.size / 4
    if (score > bestScore + 1e-9) {
      best = name
      bestScore = score
    }
  }
  return best
}
