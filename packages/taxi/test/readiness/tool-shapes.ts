import type { ShapeCase } from './export-shapes.js'

/**
 * The same facts as other tools hand them over: ScubaGear, Untitled Goose, the extractor suite, Graph PowerShell, az and
 * Az PowerShell, the Management API; whole, in part, cut off, joined, or with a word nobody foresaw.
 */
const anna = 'anna@contoso.example'
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const premium = '2f442157-a11c-46b9-ae5b-6e39ff4e5849'
const entraP2 = 'eec0eb4f-6444-4f95-aba0-50c24d67f998'
const actions = ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'MailItemsAccessed', 'Send']

type Row = readonly [name: string, file: string, text: string | Uint8Array, verdict: ShapeCase['verdict']]
const rowsOf = (check: string, subject: string, rows: readonly Row[]): readonly ShapeCase[] =>
  rows.map(([name, file, text, verdict]) => ({ name, file, text, check, subject, verdict }))

const provider = (fields: object): string =>
  json({
    baseline_version: '1',
    module_version: '1.6.0',
    date: '11/20/2026 10:00:00 UTC',
    tenant_details: [{ DisplayName: 'Contoso', TenantId: '11111111-2222-4333-8444-555555555555' }],
    exo_successful_commands: ['Get-OrganizationConfig'],
    exo_unsuccessful_commands: [],
    org_config: [],
    admin_audit_log_config: [],
    ...fields,
  })
const results = (id: string, Result: string): string =>
  json({
    MetaData: { TenantId: '11111111-2222-4333-8444-555555555555', ToolVersion: '1.6.0' },
    Summary: { EXO: { Passes: 1, Failures: 1 } },
    Results: {
      EXO: [
        {
          GroupName: 'Audit',
          GroupNumber: '13',
          Controls: [
            {
              'Control ID': id,
              Requirement: 'x SHALL be enabled',
              Result,
              Criticality: 'Shall',
              Details: '',
            },
          ],
        },
      ],
    },
  })

const extractor = (owner: string, count: number, state = 'Enabled', bypass = 'False'): string =>
  [
    '"UserPrincipalName","DisplayName","RecipientTypeDetails","AuditEnabled","AuditBypassEnabled","DefaultAuditSet","OwnerAuditActions","OwnerAuditActionsCount","DelegateAuditActions","DelegateAuditActionsCount","AdminAuditActions","AdminAuditActionsCount","EffectiveAuditState"',
    `"${anna}","Anna","UserMailbox","True","${bypass}","Admin, Delegate, Owner","${owner}","${count}","Update, MailItemsAccessed","2","Update, MailItemsAccessed","2","${state}"`,
    '',
  ].join('\r\n')

const exchange = (fields: object): string =>
  json([{ UserPrincipalName: anna, AuditEnabled: true, RecipientTypeDetails: 'UserMailbox', ...fields }])
const allLists = (list: unknown) => ({ AuditOwner: list, AuditDelegate: list, AuditAdmin: list })

const graphUser = (plans: unknown, more: object = {}): string =>
  json({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(userPrincipalName,assignedPlans)',
    ...more,
    value: [{ id: '6d000000-0000-4000-8000-000000000001', userPrincipalName: anna, assignedPlans: plans }],
  })
const plan = (servicePlanId: string, capabilityStatus: string) => ({
  assignedDateTime: '2026-01-01T00:00:00Z',
  capabilityStatus,
  service: 'exchange',
  servicePlanId,
})

const entra = '/providers/microsoft.aadiam/diagnosticSettings/soc'

export const toolCases: readonly ShapeCase[] = [
  ...rowsOf('unified-audit', 'tenant', [
    [
      'ScubaGear could not ask',
      'ProviderSettingsExport.json',
      provider({
        exo_unsuccessful_commands: ['Get-AdminAuditLogConfig'],
        org_config: [{ AuditDisabled: false }],
      }),
      null,
    ],
    [
      'ScubaGear, on',
      'ProviderSettingsExport.json',
      provider({ admin_audit_log_config: [{ UnifiedAuditLogIngestionEnabled: true }] }),
      'complete',
    ],
    [
      'inside Raw of ScubaResults',
      'ScubaResults.json',
      json({
        MetaData: {},
        Results: {},
        Raw: { admin_audit_log_config: [{ UnifiedAuditLogIngestionEnabled: false }] },
      }),
      'blind',
    ],
    [
      'an answer of the Exchange REST interface',
      'EXO_AdminAuditLogConfig_PowerShell.json',
      json({
        '@odata.context': 'https://outlook.office365.com/adminapi/beta/x',
        value: [
          {
            '@odata.type': '#Exchange.GenericHashTable',
            Identity: 'Admin Audit Log Settings',
            'UnifiedAuditLogIngestionEnabled@data.type': 'System.Boolean',
            UnifiedAuditLogIngestionEnabled: false,
          },
        ],
      }),
      'blind',
    ],
    [
      'a transcript',
      'transcript.txt',
      '**********************\r\nWindows PowerShell transcript start\r\nStart time: 20261101120000\r\n**********************\r\nPS C:\\> Get-AdminAuditLogConfig | fl UnifiedAuditLogIngestionEnabled\r\n\r\nUnifiedAuditLogIngestionEnabled : False\r\n\r\nPS C:\\> Stop-Transcript\r\n',
      'blind',
    ],
    [
      'Format-List without an answer',
      'audit.txt',
      'AdminAuditLogEnabled            : True\nUnifiedAuditLogIngestionEnabled : \nName                            : Admin Audit Log Settings\n',
      null,
    ],
    [
      'Format-Table',
      'audit.txt',
      '\r\nUnifiedAuditLogIngestionEnabled\r\n-------------------------------\r\n                           True\r\n',
      null,
    ],
  ]),
  ...rowsOf('scuba-gear', 'tenant', [
    ['today’s id, failed', 'ScubaResults.json', results('MS.SECURITYSUITE.5.1v1', 'Fail'), 'blind'],
    ['today’s id, passed', 'ScubaResults.json', results('MS.SECURITYSUITE.5.1v1', 'Pass'), 'complete'],
    ['retention, failed', 'ScubaResults.json', results('MS.SECURITYSUITE.5.2v1', 'Fail'), 'partial'],
    [
      'retention by its old name, passed',
      'ScubaResults.json',
      results('MS.DEFENDER.6.3v1', 'Pass'),
      'complete',
    ],
    ['not applicable', 'ScubaResults.json', results('MS.EXO.13.1v1', 'N/A'), null],
    ['omitted', 'ScubaResults.json', results('MS.EXO.13.1v1', 'Omitted'), null],
    ['an error', 'ScubaResults.json', results('MS.EXO.13.1v1', 'Error - Test results missing'), null],
    [
      'a warning',
      'ScubaResults.csv',
      'Control ID,Requirement,Result,Criticality,Details\nMS.EXO.13.1v1,x,Warning,Shall,\n',
      null,
    ],
    ['a policy of something else', 'ScubaResults.json', results('MS.EXO.5.1v1', 'Fail'), null],
  ]),
  ...rowsOf('organization-audit', 'tenant', [
    [
      'Goose, off',
      'EXO_OrganizationConfig.json',
      json([{ Name: 'contoso', AuditDisabled: true, IsDehydrated: false }]),
      'blind',
    ],
    ['Format-List, on', 'org.txt', 'Name          : contoso\nAuditDisabled : False\n', 'complete'],
    [
      'Format-List, UTF-16, off',
      'org.txt',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('Name          : contoso\r\nAuditDisabled : True\r\n', 'utf16le'),
      ]),
      'blind',
    ],
    ['Export-Csv of the one column', 'org.csv', '#TYPE Selected.X\n"AuditDisabled"\n"True"\n', 'blind'],
    [
      'Format-List under the command that was typed',
      'org.txt',
      'Get-OrganizationConfig | FL AuditDisabled\r\n\r\n\r\nAuditDisabled : True\r\n',
      'blind',
    ],
    ['without the flag', 'org.json', json([{ Name: 'contoso', IsDehydrated: false }]), null],
  ]),
  ...rowsOf('mailbox-audit-set', anna, [
    [
      'extractor suite, fewer actions than it counts',
      'MailboxAudit.csv',
      extractor('Update, Send', 12),
      'unknown',
    ],
    [
      'extractor suite, as many as it counts',
      'MailboxAudit.csv',
      extractor('Update, MailItemsAccessed', 2),
      'complete',
    ],
    [
      'the Exchange REST interface',
      'mailboxes.json',
      json({
        value: [
          {
            UserPrincipalName: anna,
            AuditEnabled: true,
            'AuditOwner@odata.type': '#Collection(String)',
            ...allLists(actions),
          },
        ],
      }),
      'complete',
    ],
    [
      'empty lists, no default set',
      'mailboxes.json',
      exchange({ ...allLists([]), DefaultAuditSet: [] }),
      'blind',
    ],
    [
      'empty lists under a default set',
      'mailboxes.json',
      exchange({ ...allLists([]), DefaultAuditSet: ['Admin', 'Delegate', 'Owner'] }),
      'unknown',
    ],
    [
      'lists of nothing, printed',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin,DefaultAuditSet\n${anna},True,{},{},{},{}\n`,
      'blind',
    ],
    ['null lists', 'mailboxes.json', exchange(allLists(null)), 'unknown'],
    [
      'how many actions, not which',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin\n${anna},True,12,12,12\n`,
      'unknown',
    ],
    [
      'lists cut off without dots',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin\n${anna},True,"{Update, MailItemsAccessed}","{Update, MailItemsAcc","{Update, MailIt"\n`,
      'unknown',
    ],
    [
      'joined with semicolons',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin\n${anna},True,${[1, 2, 3].map(() => actions.join(';')).join(',')}\n`,
      'complete',
    ],
    [
      'a Spanish spreadsheet',
      'mailboxes.csv',
      `UserPrincipalName;AuditEnabled;AuditOwner;AuditDelegate;AuditAdmin\n${anna};FALSO;${[1, 2, 3].map(() => actions.join(', ')).join(';')}\n`,
      'blind',
    ],
    [
      'reads of the owner alone',
      'mailboxes.json',
      exchange({
        AuditOwner: actions,
        AuditDelegate: ['Update'],
        AuditAdmin: ['Update'],
        DefaultAuditSet: ['Owner'],
      }),
      'partial',
    ],
    [
      'cut off in the middle of the second mailbox',
      'mailboxes.json',
      json([
        { UserPrincipalName: 'bert@contoso.example', AuditEnabled: true, ...allLists(actions) },
        { UserPrincipalName: anna, AuditEnabled: true, ...allLists(actions) },
      ]).slice(0, -220),
      null,
    ],
    [
      'cut off behind the first column',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin\n${anna},True,"Update, Mai`,
      null,
    ],
    [
      'Format-Table',
      'mailboxes.txt',
      `\r\nUserPrincipalName    AuditEnabled AuditOwner\r\n-----------------    ------------ ----------\r\n${anna}         True {Update, MoveToDeletedItems, MailItemsAccessed, Send...}\r\n`,
      null,
    ],
  ]),
  ...rowsOf('audit-bypass', anna, [
    [
      'extractor suite, bypassed',
      'MailboxAudit.csv',
      extractor('Update, MailItemsAccessed', 2, 'Bypassed', 'True'),
      'blind',
    ],
    [
      'Goose, all of them',
      'EXO_MailboxAuditStatus_PowerShell.json',
      `${json([{ UserPrincipalName: anna, Alias: 'anna', AuditEnabled: true }])
        .trim()
        .slice(
          1,
          -1,
        )}\n${JSON.stringify({ Identity: 'anna', Name: 'anna', AuditBypassEnabled: true })}\n`.replace(
        /\s*\n\s*(?=["}])/g,
        '',
      ),
      'blind',
    ],
  ]),
  ...rowsOf('licence', anna, [
    [
      'an old plan deleted, the new one in force',
      'users.json',
      graphUser([plan(premium, 'Deleted'), plan(premium, 'Enabled')]),
      'complete',
    ],
    ['a plan deleted', 'users.json', graphUser([plan(premium, 'Deleted')]), 'partial'],
    [
      'the first page of several',
      'users.json',
      graphUser([plan(premium, 'Enabled')], {
        '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=x',
      }),
      'complete',
    ],
    [
      'plans as JSON text, CSV',
      'users.csv',
      `userPrincipalName,assignedPlans\n${anna},"${JSON.stringify([plan(premium, 'Enabled')]).replaceAll('"', '""')}"\n`,
      'complete',
    ],
    [
      'the name of a type, CSV',
      'users.csv',
      `"Id","UserPrincipalName","AssignedPlans"\n"1","${anna}","Microsoft.Graph.PowerShell.Models.MicrosoftGraphAssignedPlan[]"\n`,
      null,
    ],
    [
      'Graph PowerShell',
      'licences.json',
      json([
        {
          UserPrincipalName: anna,
          Id: 'x',
          SkuId: 'y',
          SkuPartNumber: 'SPE_E5',
          ServicePlans: [
            {
              AppliesTo: 'User',
              ProvisioningStatus: 'Success',
              ServicePlanId: premium,
              ServicePlanName: 'M365_ADVANCED_AUDITING',
            },
          ],
        },
      ]),
      'complete',
    ],
    ['a status nobody knows', 'users.json', graphUser([plan(premium, 'Sleeping')]), 'unknown'],
  ]),
  ...rowsOf('entra-licence', 'sign-ins-interactive', [
    [
      'ScubaGear’s service plans',
      'ProviderSettingsExport.json',
      provider({
        service_plans: [
          {
            AppliesTo: 'User',
            ProvisioningStatus: 'Success',
            ServicePlanId: entraP2,
            ServicePlanName: 'AAD_PREMIUM_P2',
          },
          {
            AppliesTo: 'User',
            ProvisioningStatus: 'Success',
            ServicePlanId: premium,
            ServicePlanName: 'M365_ADVANCED_AUDITING',
          },
        ],
      }),
      'complete',
    ],
    [
      'Graph PowerShell',
      'skus.json',
      json([
        {
          SkuId: 'x',
          SkuPartNumber: 'SPE_E5',
          CapabilityStatus: 'Enabled',
          ConsumedUnits: 1,
          PrepaidUnits: { Enabled: 5 },
          ServicePlans: [
            { ServicePlanId: entraP2, ServicePlanName: 'AAD_PREMIUM_P2', ProvisioningStatus: 'Success' },
          ],
        },
      ]),
      'complete',
    ],
    [
      'locked out',
      'skus.json',
      json({
        value: [
          {
            skuId: 'x',
            skuPartNumber: 'AAD_PREMIUM',
            capabilityStatus: 'LockedOut',
            consumedUnits: 1,
            servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
          },
        ],
      }),
      'partial',
    ],
    [
      'plans cut to the name of a type',
      'skus.csv',
      'SkuId,SkuPartNumber,CapabilityStatus,ConsumedUnits,ServicePlans\nx,SPE_E5,Enabled,3,Microsoft.Graph.PowerShell.Models.MicrosoftGraphServicePlanInfo[]\n',
      'unknown',
    ],
  ]),
  ...rowsOf('diagnostic-settings', 'sign-ins-non-interactive', [
    [
      'all logs',
      'diag.json',
      json({
        value: [
          {
            id: entra,
            name: 'soc',
            properties: {
              workspaceId: '/w',
              logs: [{ category: null, categoryGroup: 'allLogs', enabled: true }],
            },
          },
        ],
      }),
      'complete',
    ],
    [
      'Az PowerShell',
      'diag.json',
      json([
        {
          Id: entra,
          Name: 'soc',
          WorkspaceId: '/w',
          Log: [{ Category: 'NonInteractiveUserSignInLogs', Enabled: true }],
        },
      ]),
      'complete',
    ],
    [
      'a flag as text',
      'diag.json',
      json({
        value: [
          {
            id: entra,
            name: 'soc',
            properties: {
              workspaceId: '/w',
              logs: [{ category: 'NonInteractiveUserSignInLogs', enabled: 'true' }],
            },
          },
        ],
      }),
      'complete',
    ],
    [
      'logs cut to the name of a type',
      'diag.json',
      json({
        value: [
          {
            id: entra,
            name: 'soc',
            properties: {
              workspaceId: '/w',
              logs: ['@{category=NonInteractiveUserSignInLogs; enabled=True}'],
            },
          },
        ],
      }),
      'complete',
    ],
    [
      'logs cut to nothing',
      'diag.json',
      json({
        value: [{ id: entra, name: 'soc', properties: { workspaceId: '/w', logs: 'System.Object[]' } }],
      }),
      'unknown',
    ],
    ['no setting at all', 'diag.json', json({ value: [] }), null],
    [
      'two settings, one of them sends it',
      'diag.json',
      json({
        value: [
          {
            id: `${entra}1`,
            name: 'a',
            properties: { workspaceId: '/w', logs: [{ category: 'AuditLogs', enabled: true }] },
          },
          {
            id: `${entra}2`,
            name: 'b',
            properties: {
              storageAccountId: '/s',
              logs: [{ category: 'nonInteractiveUserSignInLogs', enabled: true }],
            },
          },
        ],
      }),
      'complete',
    ],
  ]),
  ...rowsOf('diagnostic-settings', 'other-entra-logs', [
    [
      'all logs',
      'diag.json',
      json([
        { id: entra, name: 'soc', workspaceId: '/w', logs: [{ categoryGroup: 'allLogs', enabled: true }] },
      ]),
      null,
    ],
    [
      'some of what the baseline names',
      'diag.json',
      json([
        { id: entra, name: 'soc', workspaceId: '/w', logs: [{ category: 'RiskyUsers', enabled: true }] },
      ]),
      'partial',
    ],
  ]),
  ...rowsOf('table-retention', 'sign-ins-interactive', [
    [
      'az',
      'tables.json',
      json([
        {
          id: '/w/tables/SigninLogs',
          name: 'SigninLogs',
          plan: 'Analytics',
          retentionInDays: 90,
          totalRetentionInDays: 365,
          schema: { name: 'SigninLogs' },
        },
      ]),
      'complete',
    ],
    [
      'the cheapest plan',
      'tables.json',
      json([{ name: 'SigninLogs', plan: 'Auxiliary', retentionInDays: 365, totalRetentionInDays: 365 }]),
      'partial',
    ],
    [
      'searchable long, archived no longer',
      'tables.json',
      json([{ name: 'SigninLogs', plan: 'Analytics', retentionInDays: 180, totalRetentionInDays: 180 }]),
      'partial',
    ],
    [
      'az -o table',
      'tables.txt',
      'Name        Plan       RetentionInDays\n----------  ---------  ---------------\nSigninLogs  Analytics  365\n',
      null,
    ],
  ]),
  ...rowsOf('activity-feed', 'exchange-audit', [
    ['CSV', 'subs.csv', 'contentType,status\nAudit.Exchange,enabled\nAudit.General,enabled\n', 'complete'],
    [
      'its webhook has expired',
      'subs.json',
      json([
        {
          contentType: 'Audit.Exchange',
          status: 'enabled',
          webhook: { status: 'expired', address: 'https://x.example', authId: null },
        },
      ]),
      'complete',
    ],
    [
      'no status',
      'subs.json',
      json([{ contentType: 'Audit.Exchange', status: null, webhook: null }]),
      'unknown',
    ],
  ]),
  ...rowsOf('retention-policy', anna, [
    [
      'for her alone',
      'EXO_UALRetentionPolicy_PowerShell.json',
      `${JSON.stringify({ Name: 'mail', Priority: 1, Enabled: true, RetentionDuration: 'SevenDays', RecordTypes: ['ExchangeItemAggregated'], Operations: [], UserIds: [anna] })}\n${JSON.stringify({ UserPrincipalName: anna, AuditEnabled: true, ...allLists(actions) })}\n`,
      'partial',
    ],
  ]),
  ...rowsOf('retention-policy', 'tenant', [
    [
      'record types by number',
      'policy.json',
      json([
        {
          Name: 'x',
          Priority: 1,
          Enabled: true,
          RetentionDuration: 'ThreeMonths',
          RecordTypes: [50],
          UserIds: [],
        },
      ]),
      'partial',
    ],
    [
      'ten years',
      'policy.csv',
      'Name,Priority,RetentionDuration,RecordTypes,Operations,UserIds,Enabled\nx,1,TenYears,"ExchangeItem, ExchangeItemAggregated",,,True\n',
      'complete',
    ],
    [
      'for somebody else',
      'policy.json',
      json([
        {
          Name: 'x',
          Priority: 1,
          Enabled: true,
          RetentionDuration: 'ThreeMonths',
          RecordTypes: ['ExchangeItem'],
          UserIds: ['bert@contoso.example'],
        },
      ]),
      null,
    ],
  ]),
  ...rowsOf('mailbox-type', anna, [
    [
      'public folders',
      'mailboxes.csv',
      `UserPrincipalName,RecipientTypeDetails,AuditEnabled\n${anna},PublicFolderMailbox,True\n`,
      'blind',
    ],
    ['a word nobody knows', 'mailboxes.json', exchange({ RecipientTypeDetails: 'HologramMailbox' }), null],
  ]),
  ...rowsOf('audit-age-limit', anna, [
    [
      'Format-List',
      'mailboxes.txt',
      `UserPrincipalName : ${anna}\nAuditEnabled      : True\nAuditLogAgeLimit  : 00:00:00\n`,
      'partial',
    ],
  ]),
  ...rowsOf('search-opt-in', 'mailbox-searches', [
    [
      'extractor suite, asked for',
      'MailboxAudit.csv',
      extractor('Update, MailItemsAccessed, SearchQueryInitiated', 3),
      null,
    ],
    ['extractor suite, cut off', 'MailboxAudit.csv', extractor('Update, MailItemsAccessed', 14), null],
  ]),
  ...rowsOf('exports-agree', 'tenant', [
    [
      'ScubaGear against its own provider export',
      'ScubaResults.json',
      json({
        ...JSON.parse(results('MS.SECURITYSUITE.5.1v1', 'Pass')),
        Raw: { admin_audit_log_config: [{ UnifiedAuditLogIngestionEnabled: false }] },
      }),
      'partial',
    ],
    [
      'one of two switches is off',
      'ProviderSettingsExport.json',
      provider({
        org_config: [{ AuditDisabled: false }],
        admin_audit_log_config: [{ UnifiedAuditLogIngestionEnabled: false }],
      }),
      'partial',
    ],
    [
      'both are on',
      'ProviderSettingsExport.json',
      provider({
        org_config: [{ AuditDisabled: false }],
        admin_audit_log_config: [{ UnifiedAuditLogIngestionEnabled: true }],
      }),
      null,
    ],
  ]),
  ...rowsOf('exports-whole', 'tenant', [
    ['cut off in an object', 'mailboxes.json', exchange(allLists(actions)).slice(0, -60), null],
    [
      'cut off in the second object',
      'mailboxes.json',
      json([
        { UserPrincipalName: anna, AuditEnabled: true },
        { UserPrincipalName: 'bert@contoso.example', AuditEnabled: true },
      ]).slice(0, -30),
      'partial',
    ],
    [
      'cut off in a row',
      'mailboxes.csv',
      `UserPrincipalName,AuditEnabled,AuditOwner\n${anna},True,Update\nbert@contoso.example,True,"Upd`,
      'partial',
    ],
    ['whole', 'mailboxes.json', exchange(allLists(actions)), null],
  ]),
]
