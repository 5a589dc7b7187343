import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { toDirectoryAuditForm } from '../forms/directory-audit.js'
import { withDoc } from '../forms/made.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Directory audits of Microsoft Graph: API pages, and what PowerShell writes from the same objects. */
export const graphDirectoryAudit: Shape = {
  id: 'graph-directory-audit',
  about: 'Graph auditLogs/directoryAudits, JSON or CSV',
  sniff: bySignature({
    all: ['activityDisplayName', 'activityDateTime'],
    any: [['initiatedBy', 'targetResources', 'loggedByService']],
    none: ['TimeGenerated', 'AADOperationType', 'properties'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['ActivityDateTime'])
    return (element) =>
      cellOf(element.value, 'activityDisplayName') === undefined
        ? undefined
        : withDoc(element, 'directory_audit', toDirectoryAuditForm(element.value, order))
  },
}
