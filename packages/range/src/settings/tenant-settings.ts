import type { Tenant } from '../world/tenant.js'

export const adminAuditLogConfig = {
  Name: 'Admin Audit Log Settings',
  Identity: 'Admin Audit Log Settings',
  AdminAuditLogEnabled: true,
  AdminAuditLogAgeLimit: '90.00:00:00',
  UnifiedAuditLogIngestionEnabled: true,
  UnifiedAuditLogFirstOptInDate: '/Date(1583193600000)/',
}

export const organizationConfig = (tenant: Tenant) => ({
  Name: tenant.organizationName,
  Identity: tenant.organizationName,
  AuditDisabled: false,
  IsDehydrated: false,
})

export const retentionPolicies = [
  {
    Name: 'SharePoint short',
    Identity: 'SharePoint short',
    Priority: 100,
    Enabled: true,
    RetentionDuration: 'ThreeMonths',
    RecordTypes: ['SharePointFileOperation'],
    Operations: [],
    UserIds: [],
    Workload: 'SharePoint',
    WhenChangedUTC: '2025-02-03T10:00:00Z',
  },
]

const categories = [
  'AuditLogs',
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
  'RiskyUsers',
  'UserRiskEvents',
  'MicrosoftGraphActivityLogs',
] as const

export const diagnosticSettings = (tenant: Tenant) => ({
  value: [
    {
      id: `/providers/microsoft.aadiam/diagnosticSettings/to-sentinel`,
      type: 'microsoft.aadiam/diagnosticSettings',
      name: 'to-sentinel',
      properties: {
        workspaceId: `/subscriptions/${tenant.id}/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/soc`,
        logs: categories.map((category) => ({
          category,
          enabled: true,
          retentionPolicy: { enabled: false, days: 0 },
        })),
      },
    },
  ],
})

export const workspaceTables = (tenant: Tenant) => ({
  value: [
    'OfficeActivity',
    'SigninLogs',
    'AADNonInteractiveUserSignInLogs',
    'AuditLogs',
    'MicrosoftGraphActivityLogs',
  ].map((name) => ({
    id: `/subscriptions/${tenant.id}/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/soc/tables/${name}`,
    name,
    properties: { plan: 'Analytics', retentionInDays: 90, totalRetentionInDays: 365 },
  })),
})

export const feedSubscriptions = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.General'].map(
  (contentType) => ({
    contentType,
    status: 'enabled',
    webhook: null,
  }),
)
