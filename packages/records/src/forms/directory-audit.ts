import { fromJsonText, lowerFirstKeys } from '../fields/json-text.js'
import { fromPowerShellText } from '../fields/powershell-text.js'
import { derivedId } from '../fields/row-id.js'
import { type DateOrder, isoTime } from '../fields/time.js'
import type { JsonObject } from '../shape.js'
import { tableForm } from './table-row.js'

/** Names that differ between Graph's directoryAudit and the table AuditLogs by more than case. */
const graphNames: Readonly<Record<string, string>> = {
  operationType: 'AADOperationType',
  OperationType: 'AADOperationType',
}

/** A Graph directoryAudit or a row of AuditLogs in the reference form of `directory_audit`. */
export function toDirectoryAuditForm(
  row: JsonObject,
  order: DateOrder = 'month-first',
): Record<string, unknown> {
  const renamed = Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !key.includes('@odata.'))
      .map(([key, value]) => [graphNames[key] ?? key, value]),
  )
  const form = tableForm(renamed, 'AuditLogs', order)
  for (const name of ['InitiatedBy', 'TargetResources', 'AdditionalDetails'])
    form[name] = lowerFirstKeys(fromPowerShellText(fromJsonText(form[name])))
  form.OperationName ??= form.ActivityDisplayName
  form.ActivityDisplayName ??= form.OperationName
  form.ActivityDateTime ??= form.TimeGenerated
  form.ActivityDateTime = isoTime(form.ActivityDateTime, order) ?? form.ActivityDateTime
  form.Id ??= derivedId('directory-audit', JSON.stringify(form))
  return form
}
