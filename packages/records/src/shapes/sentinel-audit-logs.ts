import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { toDirectoryAuditForm } from '../forms/directory-audit.js'
import { withDoc } from '../forms/made.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Rows of the Log Analytics table AuditLogs; dynamic columns come as JSON values or as their text. */
export const sentinelAuditLogs: Shape = {
  id: 'sentinel-audit-logs',
  about: 'Sentinel / Log Analytics AuditLogs rows, CSV or JSON',
  sniff: bySignature({
    all: ['OperationName'],
    any: [
      ['TimeGenerated', 'AADOperationType'],
      ['TargetResources', 'InitiatedBy', 'LoggedByService', 'AADOperationType'],
    ],
    none: ['properties', 'AuditData', 'RequestUri'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['TimeGenerated', 'ActivityDateTime'])
    return (element) =>
      cellOf(element.value, 'OperationName') === undefined
        ? undefined
        : withDoc(element, 'directory_audit', toDirectoryAuditForm(element.value, order))
  },
}
