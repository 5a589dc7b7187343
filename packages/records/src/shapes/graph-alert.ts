import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { withDoc } from '../forms/made.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Alerts of Microsoft Graph: security/alerts_v2 and the older security/alerts. */
export const graphAlert: Shape = {
  id: 'graph-alert',
  about: 'Graph security/alerts_v2 and security/alerts, JSON',
  sniff: bySignature({
    containers: ['json-array', 'json-object', 'ndjson'],
    all: ['severity', 'title', 'createdDateTime'],
    any: [
      ['serviceSource', 'vendorInformation', 'evidence', 'providerAlertId', 'detectionSource', 'productName'],
    ],
  }),
  open: () => (element) => {
    const row = element.value
    if (cellOf(row, 'title') === undefined) return undefined
    const vendor = cellOf(row, 'vendorInformation')
    const evidence = cellOf(row, 'evidence') ?? cellOf(row, 'userStates')
    const time =
      textOf(row, 'firstActivityDateTime') || textOf(row, 'eventDateTime') || textOf(row, 'createdDateTime')
    return withDoc(element, 'alert', {
      SystemAlertId: textOf(row, 'id') || derivedId('alert', JSON.stringify(element.value)),
      TimeGenerated: textOf(row, 'createdDateTime'),
      StartTime: time,
      EndTime: textOf(row, 'lastActivityDateTime') || undefined,
      OrganizationId: textOf(row, 'tenantId') || textOf(row, 'azureTenantId') || undefined,
      AlertName: textOf(row, 'title'),
      DisplayName: textOf(row, 'title'),
      AlertType: textOf(row, 'detectorId') || undefined,
      AlertSeverity: capital(textOf(row, 'severity')),
      Description: textOf(row, 'description'),
      ProviderName: textOf(row, 'serviceSource') || (isObject(vendor) ? vendor.provider : undefined),
      ProductName: textOf(row, 'productName') || (isObject(vendor) ? vendor.vendor : undefined),
      VendorOriginalId: textOf(row, 'providerAlertId') || undefined,
      Status: capital(textOf(row, 'status')),
      Tactics: textOf(row, 'category'),
      Techniques: JSON.stringify(cellOf(row, 'mitreTechniques') ?? []),
      AlertLink: textOf(row, 'alertWebUrl') || undefined,
      CompromisedEntity: userOf(evidence),
      Entities: evidence,
    })
  },
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function userOf(evidence: unknown): unknown {
  if (!Array.isArray(evidence)) return undefined
  for (const item of evidence.filter(isObject)) {
    const account = isObject(item.userAccount) ? item.userAccount : (item as JsonObject)
    if (typeof account.userPrincipalName === 'string') return account.userPrincipalName
  }
  return undefined
}
