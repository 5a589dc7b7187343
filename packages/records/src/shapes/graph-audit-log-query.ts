import { cellOf, textOf } from '../fields/keys.js'
import { auditPayload } from '../forms/audit-read.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Records of a Graph auditLogQuery: a camelCase envelope around auditData, which comes as an object (PascalCase in
 * practice, camelCase or under dynamicProperties by the documentation) or as JSON text. Also the CSV that
 * collectors write from it.
 */
export const graphAuditLogQuery: Shape = {
  id: 'graph-audit-log-query',
  about: 'Graph security/auditLog/queries/{id}/records, JSON pages or CSV',
  sniff: bySignature({
    all: ['auditData'],
    any: [
      ['auditLogRecordType', 'createdDateTime'],
      ['operation', 'service', 'userPrincipalName'],
    ],
    none: ['RecordId', 'ResultIndex', '_raw'],
  }),
  open: () => (element) => {
    const row = element.value
    const payload = cellOf(row, 'auditData')
    if (payload === undefined) return undefined
    return auditPayload(element, payload, {
      id: textOf(row, 'id'),
      time: cellOf(row, 'createdDateTime'),
      operation: textOf(row, 'operation'),
      userId: textOf(row, 'userId') || textOf(row, 'userPrincipalName'),
      recordType: cellOf(row, 'auditLogRecordType'),
      organizationId: textOf(row, 'organizationId'),
    })
  },
}
