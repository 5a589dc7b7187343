import { documentedTable } from './documented.js'
import { type ColumnSource, type KqlTable, rowsOf, typed } from './table.js'

/** Columns of the four sign-in tables that a typed column holds. */
const shared: Readonly<Record<string, ColumnSource>> = {
  ...typed(
    'Id',
    'CreatedDateTime',
    'TimeGenerated',
    'UserId',
    'UserDisplayName',
    'UserType',
    'ServicePrincipalId',
  ),
  ...typed(
    'ServicePrincipalName',
    'AppId',
    'AppDisplayName',
    'ResourceDisplayName',
    'IPAddress',
    'UserAgent',
  ),
  ...typed('AutonomousSystemNumber', 'ResultType', 'ResultDescription', 'ClientAppUsed', 'SessionId'),
  ...typed(
    'UniqueTokenIdentifier',
    'CorrelationId',
    'OriginalRequestId',
    'IncomingTokenType',
    'TokenIssuerType',
  ),
  ...typed(
    'TokenIssuerName',
    'AuthenticationProtocol',
    'OriginalTransferMethod',
    'AuthenticationRequirement',
  ),
  ...typed(
    'ConditionalAccessStatus',
    'CrossTenantAccessType',
    'HomeTenantId',
    'ResourceTenantId',
    'RiskState',
  ),
  ...typed(
    'RiskLevelDuringSignIn',
    'RiskLevelAggregated',
    'ServicePrincipalCredentialKeyId',
    'ClientCredentialType',
  ),
  UserPrincipalName: { column: 'UserPrincipalNameVerbatim' },
  ResourceIdentity: { column: 'ResourceIdentity' },
  Location: { column: 'Country' },
  AADTenantId: { first: [{ path: ['AADTenantId'] }, { column: 'OrganizationId' }] },
  Identity: {
    first: [{ path: ['Identity'] }, { column: 'UserDisplayName' }, { column: 'ServicePrincipalName' }],
  },
  OperationName: { first: [{ path: ['OperationName'] }, { constant: 'Sign-in activity' }] },
  SourceSystem: { first: [{ path: ['SourceSystem'] }, { constant: 'Azure AD' }] },
  ResultSignature: { path: ['ResultSignature'] },
  DeviceDetail: {
    path: ['DeviceDetail'],
    paths: { deviceId: { column: 'DeviceId' }, isManaged: { column: 'DeviceIsManaged' } },
  },
  LocationDetails: { path: ['LocationDetails'], paths: { city: { column: 'City' } } },
}

/** A sign-in table: the canonical sign-ins of one kind. */
export function signinTable(name: string, kind: string, category: string): KqlTable {
  return documentedTable(name, (columns) => [
    rowsOf(name, columns, 'signin', {
      where: [{ column: 'Kind', in: [kind] }],
      own: { ...shared, Category: { first: [{ path: ['Category'] }, { constant: category }] } },
    }),
  ])
}

const device = (name: string): ColumnSource => ({ path: ['DeviceDetail', name] })

/** Risk levels as Defender numbers them. */
const riskNumbers = { none: '0', hidden: '1', low: '10', medium: '50', high: '100' }

/** Defender's names for the same sign-ins. */
const defender: Readonly<Record<string, ColumnSource>> = {
  ...typed(
    'CorrelationId',
    'SessionId',
    'ResourceDisplayName',
    'ResourceTenantId',
    'UserAgent',
    'ClientAppUsed',
  ),
  ...typed(
    'IPAddress',
    'Country',
    'City',
    'AuthenticationRequirement',
    'ServicePrincipalId',
    'ServicePrincipalName',
  ),
  Timestamp: { column: 'CreatedDateTime' },
  TimeGenerated: { column: 'CreatedDateTime' },
  Application: { column: 'AppDisplayName' },
  ApplicationId: { column: 'AppId' },
  LogonType: {
    lookup: 'Kind',
    names: { interactive: '["interactiveUser"]', nonInteractive: '["nonInteractiveUser"]' },
  },
  ErrorCode: { column: 'ResultType' },
  RiskLevelDuringSignIn: { lookup: 'RiskLevelDuringSignIn', names: riskNumbers },
  RiskLevelAggregated: { lookup: 'RiskLevelAggregated', names: riskNumbers },
  AccountDisplayName: { column: 'UserDisplayName' },
  AccountObjectId: { column: 'UserId' },
  AccountUpn: { column: 'UserPrincipalNameVerbatim' },
  ResourceId: { column: 'ResourceIdentity' },
  EntraIdDeviceId: { column: 'DeviceId' },
  AadDeviceId: { column: 'DeviceId' },
  IsManaged: { first: [{ path: ['IsManaged'] }, { column: 'DeviceIsManaged' }] },
  IsManagedIdentity: { lookup: 'Kind', names: { managedIdentity: 'true', servicePrincipal: 'false' } },
  DeviceName: device('displayName'),
  OSPlatform: device('operatingSystem'),
  Browser: device('browser'),
  DeviceTrustType: device('trustType'),
  State: { path: ['LocationDetails', 'state'] },
  RequestId: { column: 'Id' },
  ReportId: { first: [{ path: ['ReportId'] }, { column: 'Id' }] },
  UniqueTokenId: { column: 'UniqueTokenIdentifier' },
}

/** Defender's sign-in tables: people's sign-ins in one, service principals and managed identities in the other. */
export function defenderSigninTable(name: string, kinds: readonly string[]): KqlTable {
  return documentedTable(name, (columns) => [
    rowsOf(name, columns, 'signin', { where: [{ column: 'Kind', in: kinds }], own: defender }),
  ])
}
