import { textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { rejected, withDoc } from '../forms/made.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** The Entra admin center's audit download: targets and their changes in numbered columns. */
export const entraPortalAuditCsv: Shape = {
  id: 'entra-portal-audit-csv',
  about: 'Entra admin center audit log download, CSV',
  sniff: bySignature({
    containers: ['csv'],
    all: ['Activity', 'Category', 'CorrelationId'],
    any: [
      ['Date (UTC)', 'Date'],
      ['Service', 'ActorType', 'ActorUserPrincipalName', 'Target1Type'],
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, ['Date (UTC)', 'Date'])
    return (element) => {
      const row = element.value
      const ActivityDateTime = isoTime(textOf(row, 'Date (UTC)') || textOf(row, 'Date'), order)
      if (ActivityDateTime === undefined) return rejected(element, 'ING212', 'no time')
      return withDoc(element, 'directory_audit', {
        Id: textOf(row, 'Id') || derivedId('directory-audit', JSON.stringify(element.value)),
        ActivityDateTime,
        ActivityDisplayName: textOf(row, 'Activity'),
        OperationName: textOf(row, 'Activity'),
        Category: textOf(row, 'Category'),
        LoggedByService: textOf(row, 'Service'),
        Result: textOf(row, 'Result'),
        ResultReason: textOf(row, 'ResultReason'),
        CorrelationId: textOf(row, 'CorrelationId'),
        InitiatedBy: actor(row),
        TargetResources: targets(row),
        AdditionalDetails: details(row),
      })
    }
  },
}

function actor(row: JsonObject): JsonObject {
  const displayName = textOf(row, 'ActorDisplayName')
  if (/^(application|service ?principal)$/i.test(textOf(row, 'ActorType'))) {
    const servicePrincipalId = textOf(row, 'ActorServicePrincipalId') || textOf(row, 'ActorObjectId')
    return {
      app: {
        displayName,
        servicePrincipalId,
        servicePrincipalName: textOf(row, 'ActorServicePrincipalName'),
      },
    }
  }
  return {
    user: {
      id: textOf(row, 'ActorObjectId'),
      displayName,
      userPrincipalName: textOf(row, 'ActorUserPrincipalName'),
      ipAddress: textOf(row, 'IPAddress') || textOf(row, 'IP Address'),
    },
  }
}

/** Target1Type, Target1ModifiedProperty1Name, …: as many as the file has. */
function targets(row: JsonObject): JsonObject[] {
  const found: JsonObject[] = []
  for (let target = 1; target <= 20; target++) {
    const of = (name: string) => textOf(row, `Target${target}${name}`)
    const type = of('Type')
    if (!type && !of('ObjectId') && !of('DisplayName')) break
    const modifiedProperties: JsonObject[] = []
    for (let property = 1; of(`ModifiedProperty${property}Name`); property++) {
      const prefix = `ModifiedProperty${property}`
      modifiedProperties.push({
        displayName: of(`${prefix}Name`),
        oldValue: of(`${prefix}OldValue`),
        newValue: of(`${prefix}NewValue`),
      })
    }
    const userPrincipalName = of('UserPrincipalName')
    found.push({
      id: of('ObjectId'),
      displayName: of('DisplayName'),
      type,
      ...(userPrincipalName && { userPrincipalName }),
      modifiedProperties,
    })
  }
  return found
}

function details(row: JsonObject): JsonObject[] {
  const found: JsonObject[] = []
  for (let index = 1; textOf(row, `AdditionalDetail${index}Key`); index++)
    found.push({
      key: textOf(row, `AdditionalDetail${index}Key`),
      value: textOf(row, `AdditionalDetail${index}Value`),
    })
  return found
}
