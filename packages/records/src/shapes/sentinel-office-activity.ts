import { dateOrderOf, isoTime } from '../fields/time.js'
import { toAuditForm } from '../forms/audit-record.js'
import { rejected, withDoc } from '../forms/made.js'
import { officeActivityRecord } from '../forms/office-activity.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Rows of the Log Analytics table OfficeActivity: portal CSV (`TimeGenerated [UTC]`, culture-dependent times, nested
 * columns as JSON text), az/PowerShell/REST JSON.
 */
export const sentinelOfficeActivity: Shape = {
  id: 'sentinel-office-activity',
  about: 'Sentinel / Log Analytics OfficeActivity rows, CSV or JSON',
  sniff: bySignature({
    all: ['TimeGenerated', 'Operation'],
    any: [['OfficeWorkload', 'OfficeId', 'OfficeObjectId', 'Client_IPAddress', 'OfficeTenantId']],
    none: ['AuditData', 'RawEventData', '_raw'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['TimeGenerated'])
    return (element) => {
      const record = officeActivityRecord(element.value)
      if (typeof record.Operation !== 'string') return undefined
      const time = isoTime(record.CreationTime, order)
      const form = toAuditForm({ ...record, ...(time && { CreationTime: time }) })
      if (form.kind === 'not-audit') return rejected(element, 'ING212', form.why)
      return withDoc(element, 'audit', form.kind === 'changed' ? form.doc : { ...record, CreationTime: time })
    }
  },
}
