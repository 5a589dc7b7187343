import { zuluTime } from '../clock.js'
import type { DirectoryChange } from '../happening.js'
import { array, type ShapeWriter } from './writer.js'

const json = (value: string | null): string | null => (value === null ? null : JSON.stringify(value))

const initiator = (change: DirectoryChange) =>
  'user' in change.by
    ? {
        user: {
          id: change.by.user.objectId,
          displayName: null,
          userPrincipalName: change.by.user.upn,
          ipAddress: change.by.ip,
          userType: null,
          homeTenantId: null,
          homeTenantName: null,
        },
        app: null,
      }
    : {
        user: null,
        app: {
          appId: change.by.app.id,
          displayName: change.by.app.name,
          servicePrincipalId: change.by.app.servicePrincipalId ?? null,
          servicePrincipalName: null,
        },
      }

const targets = (change: DirectoryChange) =>
  change.targets.map((target) => ({
    id: target.id,
    displayName: target.displayName,
    type: target.type,
    userPrincipalName: target.userPrincipalName ?? null,
    groupType: null,
    modifiedProperties: target.modified.map((m) => ({
      displayName: m.name,
      oldValue: json(m.old),
      newValue: json(m.new),
    })),
  }))

export const graphDirectoryAudits: ShapeWriter<'directory'> = {
  id: 'graph-directory-audit',
  aliases: ['graph-directory-audits'],
  about: 'Microsoft Graph directoryAudits, as a JSON array',
  kind: 'directory',
  file: 'directory-audits.json',
  open: () =>
    array((change) => ({
      id: change.id,
      category: change.category,
      correlationId: change.correlationId,
      result: 'success',
      resultReason: '',
      activityDisplayName: change.activity,
      activityDateTime: zuluTime(change.time),
      loggedByService: 'Core Directory',
      operationType: change.operationType,
      initiatedBy: initiator(change),
      targetResources: targets(change),
      additionalDetails: change.details,
    })),
}

export const sentinelAuditLogs: ShapeWriter<'directory'> = {
  id: 'sentinel-audit-logs',
  about: 'Sentinel AuditLogs rows as JSON',
  kind: 'directory',
  file: 'AuditLogs.json',
  open: (tenant) =>
    array((change, happening) => ({
      TenantId: tenant.id,
      TimeGenerated: zuluTime(happening.arrival),
      ActivityDateTime: zuluTime(change.time),
      ActivityDisplayName: change.activity,
      OperationName: change.activity,
      OperationVersion: '1.0',
      Category: change.category,
      AADOperationType: change.operationType,
      AADTenantId: tenant.id,
      CorrelationId: change.correlationId,
      Id: change.id,
      Identity: 'user' in change.by ? change.by.user.displayName : change.by.app.name,
      InitiatedBy: initiator(change),
      TargetResources: targets(change),
      AdditionalDetails: change.details,
      LoggedByService: 'Core Directory',
      Result: 'success',
      ResultReason: '',
      ResultType: '',
      ResultSignature: 'None',
      Type: 'AuditLogs',
    })),
}
