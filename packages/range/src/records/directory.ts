import { plainTime } from '../clock.js'
import { guid } from '../guid.js'
import type { AuditRecord, DirectoryChange, Emit } from '../happening.js'
import type { Stream } from '../random.js'
import type { App } from '../world/apps.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

type Target = DirectoryChange['targets'][number]

/** A change in the directory: Entra's own record of it, and the copy in the unified audit log (RecordType 8). */
export function emitDirectory(
  tenant: Tenant,
  stream: Stream,
  change: Omit<DirectoryChange, 'id' | 'correlationId' | 'operationType'> & {
    readonly operationType?: string
  },
  emit: Emit,
): void {
  const correlationId = guid(stream)
  const full: DirectoryChange = {
    operationType: 'Update',
    ...change,
    correlationId,
    id: `Directory_${correlationId}_${stream.between(10_000_000, 99_999_999)}`,
  }
  const recordId = guid(stream)
  const operation = auditName(change.activity)
  emit({ kind: 'directory', id: full.id, time: full.time, build: () => full })
  emit({
    kind: 'audit',
    id: recordId,
    time: full.time,
    operation,
    recordType: 8,
    build: () => auditCopy(tenant, full, recordId, operation),
  })
}

/** The unified log ends the names with a period, save the one with a dash, which ends with a space. */
const auditName = (activity: string): string => (activity.includes('–') ? `${activity} ` : `${activity}.`)

function auditCopy(tenant: Tenant, change: DirectoryChange, id: string, operation: string): AuditRecord {
  const user = 'user' in change.by ? change.by.user : undefined
  const app = 'app' in change.by ? change.by.app : undefined
  const ip = 'user' in change.by ? change.by.ip : ''
  const target = change.targets[0]
  return {
    CreationTime: plainTime(change.time),
    Id: id,
    Operation: operation,
    OrganizationId: tenant.id,
    RecordType: 8,
    ResultStatus: 'Success',
    UserKey: user ? `${user.puid}@${tenant.domain}` : 'Not Available',
    UserType: user ? 0 : 4,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ...(ip ? { ClientIP: ip } : {}),
    ObjectId: target?.userPrincipalName ?? target?.id ?? '',
    UserId: user ? user.upn : `ServicePrincipal_${app?.servicePrincipalId ?? ''}`,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      {
        Name: 'additionalDetails',
        Value: JSON.stringify(Object.fromEntries(change.details.map((d) => [d.key, d.value]))),
      },
      { Name: 'extendedAuditEventCategory', Value: target?.type ?? 'Other' },
    ],
    ModifiedProperties: change.targets.flatMap(({ modified }) =>
      modified.map((m) => ({ Name: m.name, NewValue: m.new ?? '', OldValue: m.old ?? '' })),
    ),
    Actor: user
      ? [
          { ID: user.upn, Type: 5 },
          { ID: user.puid, Type: 3 },
          { ID: `User_${user.objectId}`, Type: 2 },
          { ID: user.objectId, Type: 2 },
          { ID: 'User', Type: 2 },
        ]
      : [
          { ID: app?.name ?? '', Type: 1 },
          { ID: app?.id ?? '', Type: 2 },
          { ID: `ServicePrincipal_${app?.servicePrincipalId ?? ''}`, Type: 2 },
          { ID: app?.servicePrincipalId ?? '', Type: 2 },
          { ID: 'ServicePrincipal', Type: 2 },
        ],
    ActorContextId: tenant.id,
    ...(ip ? { ActorIpAddress: ip } : {}),
    InterSystemsId: change.correlationId,
    IntraSystemId: id,
    SupportTicketId: '',
    Target: change.targets.flatMap((t) => [
      { ID: `${t.type}_${t.id}`, Type: 2 },
      { ID: t.id, Type: 2 },
      { ID: t.type, Type: 2 },
      { ID: t.userPrincipalName ?? t.displayName, Type: t.userPrincipalName ? 5 : 1 },
    ]),
    TargetContextId: tenant.id,
  }
}

export const userTarget = (who: Mailbox, modified: Target['modified'] = []): Target => ({
  id: who.objectId,
  displayName: who.displayName,
  type: 'User',
  userPrincipalName: who.upn,
  modified,
})

export const appTarget = (app: App, modified: Target['modified'] = []): Target => ({
  id: app.servicePrincipalId ?? app.id,
  displayName: app.name,
  type: 'ServicePrincipal',
  modified,
})

export interface Consent {
  readonly by: Mailbox
  readonly ip: string
  readonly app: App
  readonly scope: string
  readonly forEverybody: boolean
  readonly userAgent: string
  readonly time: number
}

/** Somebody lets an app in: the service principal appears, the grant is made, the consent is recorded. */
export function emitConsent(tenant: Tenant, stream: Stream, consent: Consent, emit: Emit): void {
  const { by, app, time } = consent
  const actor = { user: by, ip: consent.ip }
  const details = [
    { key: 'User-Agent', value: consent.userAgent },
    { key: 'AppId', value: app.id },
  ]
  const kind = consent.forEverybody ? 'AllPrincipals' : 'Principal'
  const grant = `[] => [[Id: ${guid(stream)}, ClientId: ${app.servicePrincipalId}, PrincipalId: ${consent.forEverybody ? '' : by.objectId}, ResourceId: ce7199b4-8f52-46f3-b54b-4fd81de961e2, ConsentType: ${kind}, Scope: ${consent.scope}, CreatedDateTime: , LastModifiedDateTime ]]; `
  emitDirectory(
    tenant,
    stream,
    {
      time: time - 2000,
      activity: 'Add service principal',
      category: 'ApplicationManagement',
      operationType: 'Add',
      by: actor,
      targets: [appTarget(app, [{ name: 'AppPrincipalId', old: '[]', new: `["${app.id}"]` }])],
      details,
    },
    emit,
  )
  emitDirectory(
    tenant,
    stream,
    {
      time: time - 1000,
      activity: 'Add delegated permission grant',
      category: 'ApplicationManagement',
      operationType: 'Assign',
      by: actor,
      targets: [
        {
          id: 'ce7199b4-8f52-46f3-b54b-4fd81de961e2',
          displayName: 'Microsoft Graph',
          type: 'ServicePrincipal',
          modified: [
            { name: 'DelegatedPermissionGrant.Scope', old: '', new: consent.scope },
            { name: 'DelegatedPermissionGrant.ConsentType', old: '', new: kind },
            { name: 'ServicePrincipal.AppId', old: '', new: app.id },
          ],
        },
      ],
      details,
    },
    emit,
  )
  emitDirectory(
    tenant,
    stream,
    {
      time,
      activity: 'Consent to application',
      category: 'ApplicationManagement',
      operationType: 'Assign',
      by: actor,
      targets: [
        appTarget(app, [
          { name: 'ConsentContext.IsAdminConsent', old: '', new: consent.forEverybody ? 'True' : 'False' },
          { name: 'ConsentContext.IsAppOnly', old: '', new: 'False' },
          { name: 'ConsentContext.OnBehalfOfAll', old: '', new: consent.forEverybody ? 'True' : 'False' },
          { name: 'ConsentContext.Tags', old: '', new: '' },
          { name: 'ConsentAction.Permissions', old: '', new: grant },
          { name: 'TargetId.ServicePrincipalNames', old: '', new: app.id },
        ]),
      ],
      details,
    },
    emit,
  )
}

/** A secret is added to an app that exists: the pair of changes Entra writes for it. */
export function emitNewSecret(
  tenant: Tenant,
  stream: Stream,
  act: { by: Mailbox; ip: string; app: App; keyId: string; label: string; time: number; userAgent: string },
  emit: Emit,
): void {
  const value = `["[KeyIdentifier=${act.keyId},KeyType=Password,KeyUsage=Verify,DisplayName=${act.label}]"]`
  for (const [n, activity] of [
    'Update application – Certificates and secrets management',
    'Add service principal credentials',
  ].entries())
    emitDirectory(
      tenant,
      stream,
      {
        time: act.time + n * 1000,
        activity,
        category: 'ApplicationManagement',
        by: { user: act.by, ip: act.ip },
        targets: [
          appTarget(act.app, [
            { name: 'KeyDescription', old: '[]', new: value },
            { name: 'Included Updated Properties', old: '', new: 'KeyDescription' },
          ]),
        ],
        details: [
          { key: 'User-Agent', value: act.userAgent },
          { key: 'AppId', value: act.app.id },
        ],
      },
      emit,
    )
}
