import { plainTime } from '../clock.js'
import type { AuditRecord, SignIn } from '../happening.js'
import type { Tenant } from '../world/tenant.js'

const failureNames: Readonly<Record<number, string>> = {
  50126: 'InvalidUserNameOrPassword',
  50053: 'IdsLocked',
  50034: 'UserAccountNotFound',
  50076: 'UserStrongAuthClientAuthNRequiredInterrupt',
  500121: 'AuthenticationFailedDuringStrongAuthenticationRequest',
}

const pairs = (values: Readonly<Record<string, string | undefined>>): { Name: string; Value: string }[] =>
  Object.entries(values).flatMap(([Name, Value]) => (Value === undefined ? [] : [{ Name, Value }]))

/**
 * The unified audit log's record of a sign-in (RecordType 15). Its Id and IntraSystemId are the request id,
 * InterSystemsId is the correlation id, as published samples show.
 */
export function userLoggedIn(tenant: Tenant, signIn: SignIn, operation: string): AuditRecord {
  const userId = signIn.user?.objectId ?? '00000000-0000-0000-0000-000000000000'
  const upn = signIn.user?.upn ?? signIn.unknownUser ?? ''
  const failed = signIn.error !== 0
  return {
    CreationTime: plainTime(signIn.time),
    Id: signIn.id,
    Operation: operation,
    OrganizationId: tenant.id,
    RecordType: 15,
    ResultStatus: failed ? 'Failed' : 'Success',
    UserKey: userId,
    UserType: 0,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ClientIP: signIn.ip,
    ObjectId: signIn.resource.id,
    UserId: upn,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: pairs({
      ResultStatusDetail: failed ? 'UserError' : signIn.kind === 'interactive' ? 'Redirect' : 'Success',
      UserAgent: signIn.userAgent,
      RequestType: signIn.kind === 'interactive' ? 'OAuth2:Authorize' : 'OAuth2:Token',
    }),
    ModifiedProperties: [],
    Actor: [
      { ID: userId, Type: 0 },
      { ID: upn, Type: 5 },
    ],
    ActorContextId: tenant.id,
    ActorIpAddress: signIn.ip,
    InterSystemsId: signIn.correlationId,
    IntraSystemId: signIn.id,
    SupportTicketId: '',
    Target: [{ ID: signIn.resource.id, Type: 0 }],
    TargetContextId: tenant.id,
    ApplicationId: signIn.app.id,
    DeviceProperties: pairs({
      Id: signIn.device?.managed ? signIn.device.id : undefined,
      DisplayName: signIn.device?.managed ? signIn.device.name : undefined,
      OS: signIn.device?.os ?? 'Other',
      BrowserType: signIn.device?.browser ?? 'Other',
      IsCompliantAndManaged: signIn.device?.managed ? 'True' : 'False',
      SessionId: signIn.sessionId,
    }),
    ErrorNumber: String(signIn.error),
    ...(failed ? { LogonError: failureNames[signIn.error] ?? 'Other' } : {}),
  }
}
