import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { tableRow } from '../forms/table-row.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Entra ID Protection through Graph: riskDetections and riskyUsers, as rows of the tables that hold the same. */
export const graphRisk: Shape = {
  id: 'graph-risk',
  about: 'Graph identityProtection/riskDetections and riskyUsers, JSON or CSV',
  sniff: bySignature({
    all: ['riskLevel', 'riskState'],
    any: [['riskEventType', 'riskLastUpdatedDateTime']],
    none: ['TimeGenerated', 'appDisplayName', 'properties', 'Timestamp'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['detectedDateTime', 'riskLastUpdatedDateTime'])
    return (element) => {
      const row = element.value
      const isDetection = cellOf(row, 'riskEventType') !== undefined
      const TimeGenerated = cellOf(row, 'detectedDateTime') ?? cellOf(row, 'riskLastUpdatedDateTime')
      if (TimeGenerated === undefined) return undefined
      const value = { ...row, TimeGenerated, IpAddress: cellOf(row, 'ipAddress') }
      return tableRow({ ...element, value }, isDetection ? 'AADUserRiskEvents' : 'AADRiskyUsers', order)
    }
  },
}
