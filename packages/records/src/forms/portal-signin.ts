import { foldKey, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { type DateOrder, isoTime } from '../fields/time.js'
import type { JsonObject } from '../shape.js'
import type { SigninKind } from './signin.js'

/** Columns of the Entra admin center's sign-in downloads and the table columns they are. */
const columns: readonly (readonly [portal: string, column: string])[] = [
  ['Request ID', 'Id'],
  ['User agent', 'UserAgent'],
  ['Correlation ID', 'CorrelationId'],
  ['User ID', 'UserId'],
  ['User', 'UserDisplayName'],
  ['Username', 'UserPrincipalName'],
  ['User type', 'UserType'],
  ['Cross tenant access type', 'CrossTenantAccessType'],
  ['Incoming token type', 'IncomingTokenType'],
  ['Authentication Protocol', 'AuthenticationProtocol'],
  ['Unique token identifier', 'UniqueTokenIdentifier'],
  ['Original transfer method', 'OriginalTransferMethod'],
  ['Client credential type', 'ClientCredentialType'],
  ['Application', 'AppDisplayName'],
  ['Application ID', 'AppId'],
  ['App owner tenant ID', 'AppOwnerTenantId'],
  ['Resource', 'ResourceDisplayName'],
  ['Resource ID', 'ResourceIdentity'],
  ['Resource tenant ID', 'ResourceTenantId'],
  ['Resource owner tenant ID', 'ResourceOwnerTenantId'],
  ['Home tenant ID', 'HomeTenantId'],
  ['Home tenant name', 'HomeTenantName'],
  ['IP address', 'IPAddress'],
  ['Sign-in error code', 'ResultType'],
  ['Failure reason', 'ResultDescription'],
  ['Client app', 'ClientAppUsed'],
  ['Authentication requirement', 'AuthenticationRequirement'],
  ['Sign-in identifier', 'SignInIdentifier'],
  ['Session ID', 'SessionId'],
  ['IP address (seen by resource)', 'IPAddressFromResourceProvider'],
  ['Through Global Secure Access', 'IsThroughGlobalSecureAccess'],
  ['Global Secure Access IP address', 'GlobalSecureAccessIpAddress'],
  ['Autonomous system number', 'AutonomousSystemNumber'],
  ['Flagged for review', 'FlaggedForReview'],
  ['Token issuer type', 'TokenIssuerType'],
  ['Token issuer name', 'TokenIssuerName'],
  ['Latency', 'ProcessingTimeInMilliseconds'],
  ['Conditional Access', 'ConditionalAccessStatus'],
  ['Service principal ID', 'ServicePrincipalId'],
  ['Service principal name', 'ServicePrincipalName'],
  ['Credential key ID', 'ServicePrincipalCredentialKeyId'],
  ['Credential thumbprint', 'ServicePrincipalCredentialThumbprint'],
  ['Federated Token Id', 'FederatedCredentialId'],
]

const device: readonly (readonly [portal: string, property: string])[] = [
  ['Device ID', 'deviceId'],
  ['Browser', 'browser'],
  ['Operating System', 'operatingSystem'],
  ['Compliant', 'isCompliant'],
  ['Managed', 'isManaged'],
  ['Join Type', 'trustType'],
]

/** A row of the portal's CSV in the reference form of `signin`. */
export function portalSignin(row: JsonObject, order: DateOrder): Record<string, unknown> {
  const form: Record<string, unknown> = {}
  for (const [portal, column] of columns) {
    const text = textOf(row, portal)
    if (text) form[column] = text
  }
  form.CreatedDateTime = isoTime(textOf(row, 'Date (UTC)') || textOf(row, 'Date'), order)
  if (form.ResultType === undefined && /^success$/i.test(textOf(row, 'Status'))) form.ResultType = '0'
  if (form.ResultType === 'None') form.ResultType = '0'
  form.DeviceDetail = part(row, device)
  form.LocationDetails = location(textOf(row, 'Location'))
  if (form.LocationDetails)
    form.Location = (form.LocationDetails as { countryOrRegion?: string }).countryOrRegion
  form.Id ??= derivedId('signin', JSON.stringify(row))
  return form
}

/** The portal writes one file per kind; only columns, never names, tell them apart. */
export function portalSigninKind(row: JsonObject): SigninKind {
  const keys = new Set(Object.keys(row).map(foldKey))
  const managed = textOf(row, 'Managed Identity type')
  if (!keys.has('username') && !keys.has('user')) {
    const isManaged = keys.has('managedidentitytype') || keys.has('associatedresourceid')
    return isManaged && !keys.has('credentialkeyid') ? 'managedIdentity' : 'servicePrincipal'
  }
  if (managed && managed !== 'none' && !textOf(row, 'Username')) return 'managedIdentity'
  // Both downloads have the same columns; nobody types in a refresh token.
  if (/^refresh ?token$/i.test(textOf(row, 'Incoming token type'))) return 'nonInteractive'
  const interactive = textOf(row, 'Is interactive') || textOf(row, 'Interactive')
  return /^(no|false)$/i.test(interactive) ? 'nonInteractive' : 'interactive'
}

function part(
  row: JsonObject,
  names: readonly (readonly [portal: string, property: string])[],
): JsonObject | undefined {
  const found: Record<string, unknown> = {}
  for (const [portal, property] of names) {
    const text = textOf(row, portal)
    if (text) found[property] = /^(yes|true)$/i.test(text) ? true : /^(no|false)$/i.test(text) ? false : text
  }
  return Object.keys(found).length ? found : undefined
}

/** `Melbourne, Victoria, AU`: city, state, country; parts may be missing from the left. */
function location(text: string): JsonObject | undefined {
  const parts = text.split(',').map((entry) => entry.trim())
  const countryOrRegion = parts.at(-1)
  if (!countryOrRegion) return undefined
  const state = parts.length > 2 ? parts.at(-2) : undefined
  const city = parts.length > 2 ? parts.slice(0, -2).join(', ') : parts.length === 2 ? parts[0] : undefined
  return { ...(city && { city }), ...(state && { state }), countryOrRegion }
}
