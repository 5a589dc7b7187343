import { zuluTime } from '../clock.js'
import type { Happening, SignIn } from '../happening.js'
import type { Tenant } from '../world/tenant.js'
import { failureReasons } from './graph-signin-form.js'

const categories = {
  interactive: 'SignInLogs',
  nonInteractive: 'NonInteractiveUserSignInLogs',
  servicePrincipal: 'ServicePrincipalSignInLogs',
} as const

const tables = {
  interactive: 'SigninLogs',
  nonInteractive: 'AADNonInteractiveUserSignInLogs',
  servicePrincipal: 'AADServicePrincipalSignInLogs',
} as const

/**
 * A sign-in as Log Analytics stores it. Nested columns are JSON values in SigninLogs and JSON text in the other
 * two tables, which is how the tables are declared.
 */
export function logAnalyticsSignIn(
  tenant: Tenant,
  signIn: SignIn,
  happening: Happening,
): Record<string, unknown> {
  const { user, device, network } = signIn
  const nested = (value: unknown): unknown => (signIn.kind === 'interactive' ? value : JSON.stringify(value))
  const upn = user?.upn ?? signIn.unknownUser ?? ''
  const failed = signIn.error !== 0
  const common = {
    TenantId: tenant.id,
    TimeGenerated: zuluTime(happening.arrival),
    CreatedDateTime: zuluTime(signIn.time),
    Category: categories[signIn.kind],
    OperationName: 'Sign-in activity',
    OperationVersion: '1.0',
    AADTenantId: tenant.id,
    Id: signIn.id,
    CorrelationId: signIn.correlationId,
    AppId: signIn.app.id,
    AppDisplayName: signIn.app.name,
    ResourceIdentity: signIn.resource.id,
    ResourceDisplayName: signIn.resource.name,
    ResourceTenantId: tenant.id,
    HomeTenantId: tenant.id,
    IPAddress: signIn.ip,
    AutonomousSystemNumber: String(network.asn),
    Location: network.country,
    LocationDetails: nested({ city: network.city, state: network.state, countryOrRegion: network.country }),
    ResultType: String(signIn.error),
    ResultSignature: failed ? 'FAILURE' : 'None',
    ResultDescription: failed ? (failureReasons[signIn.error] ?? 'Other.') : '',
    UniqueTokenIdentifier: signIn.uti,
    SessionId: signIn.sessionId ?? '',
    UserAgent: signIn.userAgent,
    ConditionalAccessStatus: failed ? 'notApplied' : 'success',
    ConditionalAccessPolicies: nested([]),
    ClientCredentialType: signIn.credentialType ?? 'none',
    Type: tables[signIn.kind],
  }
  if (signIn.kind === 'servicePrincipal')
    return {
      ...common,
      Identity: '',
      ServicePrincipalId: signIn.app.servicePrincipalId ?? '',
      ServicePrincipalName: signIn.app.name,
      ServicePrincipalCredentialKeyId: signIn.credentialKeyId ?? '',
      ServicePrincipalCredentialThumbprint: '',
    }
  return {
    ...common,
    Identity: user?.displayName ?? upn,
    UserDisplayName: user?.displayName ?? upn,
    UserPrincipalName: upn,
    UserId: user?.objectId ?? '00000000-0000-0000-0000-000000000000',
    UserType: 'Member',
    ClientAppUsed: signIn.clientAppUsed,
    IsInteractive: signIn.kind === 'interactive',
    OriginalRequestId: signIn.id,
    IncomingTokenType: signIn.incomingTokenType,
    TokenIssuerType: 'AzureAD',
    TokenIssuerName: '',
    AuthenticationProtocol: signIn.protocol,
    OriginalTransferMethod: signIn.protocol === 'deviceCode' ? 'deviceCodeFlow' : 'none',
    AuthenticationRequirement: signIn.multiFactor
      ? 'multiFactorAuthentication'
      : 'singleFactorAuthentication',
    AuthenticationProcessingDetails: JSON.stringify([
      { key: 'Is CAE Token', value: signIn.continuousAccess ? 'True' : 'False' },
    ]),
    CrossTenantAccessType: 'none',
    RiskDetail: 'none',
    RiskState: signIn.risk ? 'atRisk' : 'none',
    RiskLevelDuringSignIn: signIn.risk ?? 'none',
    RiskLevelAggregated: signIn.risk ?? 'none',
    Status: nested({ errorCode: signIn.error, failureReason: failureReasons[signIn.error] ?? 'Other.' }),
    DeviceDetail: nested({
      deviceId: device?.managed ? device.id : '',
      displayName: device?.managed ? device.name : '',
      operatingSystem: device?.os ?? '',
      browser: device?.browser ?? '',
      isCompliant: device?.managed ?? false,
      isManaged: device?.managed ?? false,
      trustType: device?.managed ? 'Azure AD joined' : '',
    }),
  }
}
