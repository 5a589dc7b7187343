import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { withDoc } from '../forms/made.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Events of the Azure activity log as its REST API and `az monitor activity-log` give them: rows of AzureActivity. */
export const azureActivity: Shape = {
  id: 'azure-activity',
  about: 'Azure activity log events, JSON',
  sniff: bySignature({
    containers: ['json-array', 'json-object', 'ndjson'],
    all: ['authorization', 'operationName'],
    any: [['eventTimestamp', 'eventDataId', 'caller']],
  }),
  open: () => (element) => {
    const row = element.value
    const time = textOf(row, 'eventTimestamp') || textOf(row, 'submissionTimestamp')
    if (time === '') return undefined
    const id = textOf(row, 'eventDataId')
    return withDoc(element, 'table_row', {
      Table: 'AzureActivity',
      RowId: id ? `AzureActivity/${id}` : derivedId('AzureActivity', JSON.stringify(element.value)),
      TimeGenerated: time,
      OrganizationId: textOf(row, 'tenantId') || undefined,
      EventDataId: id,
      OperationName: named(row, 'operationName', 'localizedValue'),
      OperationNameValue: named(row, 'operationName', 'value'),
      ActivityStatus: named(row, 'status', 'localizedValue'),
      ActivityStatusValue: named(row, 'status', 'value'),
      ActivitySubstatusValue: named(row, 'subStatus', 'value'),
      CategoryValue: named(row, 'category', 'value'),
      ResourceProviderValue: named(row, 'resourceProviderName', 'value'),
      ResourceGroup: textOf(row, 'resourceGroupName'),
      _ResourceId: textOf(row, 'resourceId').toLowerCase(),
      SubscriptionId: textOf(row, 'subscriptionId'),
      Caller: textOf(row, 'caller'),
      CallerIpAddress: textOf(row, 'callerIpAddress') || addressOf(row),
      CorrelationId: textOf(row, 'correlationId'),
      OperationId: textOf(row, 'operationId'),
      Level: textOf(row, 'level'),
      Authorization: asText(cellOf(row, 'authorization')),
      Authorization_d: cellOf(row, 'authorization'),
      Claims: asText(cellOf(row, 'claims')),
      Claims_d: cellOf(row, 'claims'),
      HTTPRequest: asText(cellOf(row, 'httpRequest')),
      Properties: asText(cellOf(row, 'properties')),
      Properties_d: cellOf(row, 'properties'),
      EventSubmissionTimestamp: textOf(row, 'submissionTimestamp') || undefined,
    })
  },
}

/** `{value, localizedValue}` or plain text. */
function named(row: JsonObject, key: string, part: 'value' | 'localizedValue'): unknown {
  const value = cellOf(row, key)
  return isObject(value) ? (value[part] ?? value.value) : value
}

function addressOf(row: JsonObject): unknown {
  const claims = cellOf(row, 'claims')
  const request = cellOf(row, 'httpRequest')
  return (
    (isObject(request) ? request.clientIpAddress : undefined) ??
    (isObject(claims) ? claims.ipaddr : undefined)
  )
}

const asText = (value: unknown): unknown => (isObject(value) ? JSON.stringify(value) : value)
