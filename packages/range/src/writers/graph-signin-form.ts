import { zuluTime } from '../clock.js'
import type { SignIn } from '../happening.js'
import type { Tenant } from '../world/tenant.js'

export const failureReasons: Readonly<Record<number, string>> = {
  0: 'Other.',
  50126: 'Error validating credentials due to invalid username or password.',
  50053:
    'Sign-in was blocked because it came from an IP address with malicious activity or the account is locked.',
  50034: 'The user account does not exist in the tenant directory.',
  50076:
    'Due to a configuration change made by your administrator, you must use multi-factor authentication.',
  500121: 'Authentication failed during strong authentication request.',
}

const eventTypes = {
  interactive: ['interactiveUser'],
  nonInteractive: ['nonInteractiveUser'],
  servicePrincipal: ['servicePrincipal'],
} as const

const processing = (signIn: SignIn) => [
  { key: 'Legacy TLS (TLS 1.0, 1.1, 3DES)', value: 'False' },
  { key: 'Is CAE Token', value: signIn.continuousAccess ? 'True' : 'False' },
]

/** A sign-in as `GET /beta/auditLogs/signIns` returns it. */
export function graphSignIn(tenant: Tenant, signIn: SignIn): Record<string, unknown> {
  const { user, device, network } = signIn
  const isService = signIn.kind === 'servicePrincipal'
  const upn = user?.upn ?? signIn.unknownUser ?? ''
  return {
    id: signIn.id,
    createdDateTime: zuluTime(signIn.time),
    userDisplayName: user?.displayName ?? upn,
    userPrincipalName: upn,
    userId: user?.objectId ?? '00000000-0000-0000-0000-000000000000',
    appId: signIn.app.id,
    appDisplayName: signIn.app.name,
    ipAddress: signIn.ip,
    ipAddressFromResourceProvider: null,
    clientAppUsed: signIn.clientAppUsed,
    userAgent: signIn.userAgent,
    correlationId: signIn.correlationId,
    conditionalAccessStatus: signIn.error === 0 && !isService ? 'success' : 'notApplied',
    originalRequestId: signIn.id,
    isInteractive: signIn.kind === 'interactive',
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    clientCredentialType: signIn.credentialType ?? 'none',
    processingTimeInMilliseconds: 60 + (signIn.time % 400),
    riskDetail: 'none',
    riskLevelAggregated: signIn.risk ?? 'none',
    riskLevelDuringSignIn: signIn.risk ?? 'none',
    riskState: signIn.risk ? 'atRisk' : 'none',
    riskEventTypes_v2: signIn.risk ? ['unfamiliarFeatures'] : [],
    resourceDisplayName: signIn.resource.name,
    resourceId: signIn.resource.id,
    resourceTenantId: tenant.id,
    homeTenantId: tenant.id,
    homeTenantName: '',
    authenticationMethodsUsed: [],
    authenticationRequirement: signIn.multiFactor
      ? 'multiFactorAuthentication'
      : 'singleFactorAuthentication',
    alternateSignInName: '',
    signInIdentifier: '',
    signInIdentifierType: null,
    servicePrincipalName: isService ? signIn.app.name : null,
    signInEventTypes: eventTypes[signIn.kind],
    servicePrincipalId: isService ? (signIn.app.servicePrincipalId ?? '') : '',
    servicePrincipalCredentialKeyId: signIn.credentialKeyId ?? null,
    servicePrincipalCredentialThumbprint: '',
    userType: isService ? null : 'member',
    flaggedForReview: false,
    isTenantRestricted: false,
    autonomousSystemNumber: network.asn,
    crossTenantAccessType: 'none',
    uniqueTokenIdentifier: signIn.uti,
    incomingTokenType: signIn.incomingTokenType,
    authenticationProtocol: signIn.protocol,
    resourceServicePrincipalId: null,
    signInTokenProtectionStatus: 'none',
    originalTransferMethod: signIn.protocol === 'deviceCode' ? 'deviceCodeFlow' : 'none',
    isThroughGlobalSecureAccess: false,
    sessionId: signIn.sessionId ?? null,
    status: {
      errorCode: signIn.error,
      failureReason: failureReasons[signIn.error] ?? 'Other.',
      additionalDetails:
        signIn.error === 0 && signIn.multiFactor ? 'MFA requirement satisfied by claim in the token' : null,
    },
    deviceDetail: {
      deviceId: device?.managed ? device.id : '',
      displayName: device?.managed ? device.name : '',
      operatingSystem: device?.os ?? '',
      browser: device?.browser ?? '',
      isCompliant: device?.managed ?? false,
      isManaged: device?.managed ?? false,
      trustType: device?.managed ? 'Azure AD joined' : '',
    },
    location: {
      city: network.city,
      state: network.state,
      countryOrRegion: network.country,
      geoCoordinates: { altitude: null, latitude: null, longitude: null },
    },
    appliedConditionalAccessPolicies: [],
    authenticationContextClassReferences: [],
    authenticationProcessingDetails: processing(signIn),
    networkLocationDetails: [],
    authenticationDetails: [],
    authenticationRequirementPolicies: [],
    sessionLifetimePolicies: [],
  }
}
