import type { ReadinessVerdict } from '@bigyellowtaxi/core'

/** One export as an administrator would have it on disk, and what one check must say of one subject. */
export interface ShapeCase {
  readonly name: string
  readonly file: string
  readonly text: string | Uint8Array
  readonly check: string
  readonly subject: string
  /** null: the check must hold its tongue. */
  readonly verdict: ReadinessVerdict | null
}

const anna = 'anna@contoso.example'
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const whole = ['ApplyRecord', 'Create', 'HardDelete', 'MailItemsAccessed', 'Send', 'SoftDelete', 'Update']
const mailbox = (fields: object): string =>
  json({
    UserPrincipalName: anna,
    PrimarySmtpAddress: anna,
    ExchangeGuid: '0f8e5d0a-1111-4222-8333-444455556666',
    RecipientTypeDetails: 'UserMailbox',
    AuditEnabled: true,
    AuditLogAgeLimit: '90.00:00:00',
    AuditOwner: whole,
    AuditDelegate: whole,
    AuditAdmin: whole,
    DefaultAuditSet: ['Admin', 'Delegate', 'Owner'],
    ...fields,
  })

type Row = readonly [name: string, file: string, text: string, verdict: ReadinessVerdict | null]
const rowsOf = (check: string, subject: string, rows: readonly Row[]): readonly ShapeCase[] =>
  rows.map(([name, file, text, verdict]) => ({ name, file, text, check, subject, verdict }))

const ingestion = (value: unknown): string =>
  json({
    Identity: 'Admin Audit Log Settings',
    AdminAuditLogEnabled: true,
    UnifiedAuditLogIngestionEnabled: value,
    UnifiedAuditLogFirstOptInDate: '/Date(1583193600000)/',
  })

const extractorHead =
  '"UserPrincipalName","DisplayName","RecipientTypeDetails","AuditEnabled","AuditBypassEnabled","DefaultAuditSet","OwnerAuditActions","OwnerAuditActionsCount","DelegateAuditActions","DelegateAuditActionsCount","AdminAuditActions","AdminAuditActionsCount","EffectiveAuditState"'
const extractor = (owner: string): string =>
  `${extractorHead}\r\n"${anna}","Anna","UserMailbox","True","False","Admin, Delegate, Owner","${owner}","2","Update, MailItemsAccessed","2","Update, MailItemsAccessed","2","Enabled"\r\n`

const cmdletHead = 'UserPrincipalName,AuditEnabled,AuditOwner,AuditDelegate,AuditAdmin,DefaultAuditSet'
const cut = '{Update, MoveToDeletedItems, SoftDelete, HardDelete...}'
const plan = (fields: object): string =>
  json({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users',
    value: [
      {
        userPrincipalName: anna,
        assignedLicenses: [],
        assignedPlans: [
          { servicePlanId: '2f442157-a11c-46b9-ae5b-6e39ff4e5849', service: 'exchange', ...fields },
        ],
      },
    ],
  })
const policy = (fields: object): string =>
  json([
    {
      Name: 'mail',
      Priority: 10,
      Enabled: true,
      RetentionDuration: 'ThreeMonths',
      RecordTypes: ['ExchangeItemAggregated'],
      Operations: [],
      UserIds: [],
      ...fields,
    },
  ])
const diagnostic = (logs: unknown): string =>
  json({
    value: [
      {
        id: '/providers/microsoft.aadiam/diagnosticSettings/soc',
        name: 'soc',
        properties: { logs, workspaceId: '/subscriptions/x' },
      },
    ],
  })
const table = (fields: object): string =>
  json({
    value: [{ id: '/w/tables/SigninLogs', name: 'SigninLogs', properties: { plan: 'Analytics', ...fields } }],
  })
const sku = (servicePlanName: string): string =>
  json({
    value: [
      {
        skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
        skuPartNumber: 'X',
        capabilityStatus: 'Enabled',
        consumedUnits: 3,
        prepaidUnits: { enabled: 5 },
        servicePlans: [{ servicePlanName, provisioningStatus: 'Success' }],
      },
    ],
  })

/** Written by us after the documented shapes: good, bad and malformed of each. */
export const shapeCases: readonly ShapeCase[] = [
  ...rowsOf('unified-audit', 'tenant', [
    ['on', 'EXO_AdminAuditLogConfig_PowerShell.json', ingestion(true), 'complete'],
    ['off', 'audit.json', ingestion(false), 'blind'],
    [
      'CSV of Export-Csv',
      'audit.csv',
      '#TYPE X\n"Identity","UnifiedAuditLogIngestionEnabled"\n"Admin Audit Log Settings","False"\n',
      'blind',
    ],
    ['no value', 'audit.json', ingestion(null), null],
    [
      'ScubaGear’s provider export',
      'ProviderSettingsExport.json',
      json({
        module_version: '1.5',
        tenant_details: { TenantId: 'x' },
        admin_audit_log_config: [{ Identity: 'Admin', UnifiedAuditLogIngestionEnabled: false }],
        org_config: [{ AuditDisabled: false, Name: 'contoso' }],
      }),
      'blind',
    ],
  ]),
  ...rowsOf('organization-audit', 'tenant', [
    ['on', 'org.json', json({ Name: 'contoso', AuditDisabled: false }), 'complete'],
    ['off, CSV', 'org.csv', 'Name,AuditDisabled\ncontoso,True\n', 'blind'],
  ]),
  ...rowsOf('mailbox-audit-set', anna, [
    ['whole lists', 'mailboxes.json', mailbox({}), 'complete'],
    [
      'no reads for anybody',
      'mailboxes.json',
      mailbox({
        AuditOwner: ['Update'],
        AuditDelegate: ['Update'],
        AuditAdmin: ['Update'],
        DefaultAuditSet: [],
      }),
      'blind',
    ],
    ['no reads for delegates', 'mailboxes.json', mailbox({ AuditDelegate: ['Update'] }), 'partial'],
    ['auditing off', 'mailboxes.json', mailbox({ AuditEnabled: false }), 'blind'],
    [
      'lists of ConvertTo-Json -Depth 1',
      'mailboxes.json',
      mailbox({
        AuditOwner: 'Update MailItemsAccessed',
        AuditDelegate: 'Update MailItemsAccessed',
        AuditAdmin: 'Update MailItemsAccessed',
      }),
      'complete',
    ],
    [
      'deserialised collections',
      'mailboxes.json',
      mailbox({ AuditOwner: { value: whole, Count: 7 } }),
      'complete',
    ],
    [
      'lists cut off by Format-List',
      'mailboxes.json',
      mailbox({ AuditOwner: cut, AuditDelegate: cut, AuditAdmin: cut }),
      'unknown',
    ],
    [
      'lists cut off with one dot character',
      'mailboxes.json',
      mailbox({
        AuditOwner: '{Update, Move…}',
        AuditDelegate: '{Update, Move…}',
        AuditAdmin: '{Update, Move…}',
      }),
      'unknown',
    ],
    [
      'lists cut off, CSV',
      'mailboxes.csv',
      `${cmdletHead}\n${anna},True,"${cut}","${cut}","${cut}","{Admin, Delegate, Owner}"\n`,
      'unknown',
    ],
    [
      'names of types instead of lists',
      'mailboxes.csv',
      `${cmdletHead}\n${anna},True,System.Collections.ArrayList,System.Collections.ArrayList,System.Collections.ArrayList,System.Collections.ArrayList\n`,
      'unknown',
    ],
    [
      'comma strings, CSV',
      'mailboxes.csv',
      `${cmdletHead}\n${anna},True,"Update, MailItemsAccessed","Update,MailItemsAccessed","MailItemsAccessed","Admin, Delegate, Owner"\n`,
      'complete',
    ],
    ['extractor suite CSV', 'MailboxAudit.csv', extractor('Update, MailItemsAccessed'), 'complete'],
    [
      'extractor suite CSV without reads of the owner',
      'MailboxAudit.csv',
      extractor('Update, Send'),
      'partial',
    ],
    [
      'extractor suite CSV, UTF-8 with a mark',
      'MailboxAudit.csv',
      `\uFEFF${extractor('Update, MailItemsAccessed')}`,
      'complete',
    ],
    [
      'nothing but AuditEnabled',
      'mailboxes.json',
      json({ UserPrincipalName: anna, AuditEnabled: true }),
      'unknown',
    ],
  ]),
  ...rowsOf('mailbox-type', anna, [
    ['a room', 'mailboxes.json', mailbox({ RecipientTypeDetails: 'RoomMailbox' }), 'blind'],
    ['a shared mailbox', 'mailboxes.json', mailbox({ RecipientTypeDetails: 'SharedMailbox' }), null],
  ]),
  ...rowsOf('audit-age-limit', anna, [
    ['zero', 'mailboxes.json', mailbox({ AuditLogAgeLimit: '00:00:00' }), 'partial'],
    ['ninety days', 'mailboxes.json', mailbox({}), null],
    ['malformed', 'mailboxes.json', mailbox({ AuditLogAgeLimit: 'soon' }), null],
  ]),
  ...rowsOf('search-opt-in', 'mailbox-searches', [
    ['not asked for', 'mailboxes.json', mailbox({}), 'blind'],
    ['asked for', 'mailboxes.json', mailbox({ AuditOwner: [...whole, 'SearchQueryInitiated'] }), null],
    ['cut off', 'mailboxes.json', mailbox({ AuditOwner: cut }), null],
  ]),
  ...rowsOf('audit-bypass', 'tenant', [
    [
      'somebody, JSON',
      'EXO_MailboxAuditStatus_PowerShell.json',
      json([{ Identity: 'svc-scan', Name: 'svc-scan', ObjectId: 'x', AuditByPassEnabled: true }]),
      'partial',
    ],
    ['somebody, CSV', 'bypass.csv', 'Identity,Name,AuditBypassEnabled\nsvc-scan,svc-scan,True\n', 'partial'],
    ['nobody', 'bypass.csv', 'Identity,Name,AuditBypassEnabled\nsvc-scan,svc-scan,False\n', null],
  ]),
  ...rowsOf('retention-policy', 'tenant', [
    ['short', 'EXO_UALRetentionPolicy_PowerShell.json', policy({}), 'partial'],
    ['long', 'policy.json', policy({ RetentionDuration: 'TwelveMonths' }), 'complete'],
    ['of something else', 'policy.json', policy({ RecordTypes: ['SharePointFileOperation'] }), null],
    ['switched off', 'policy.json', policy({ Enabled: false }), null],
    ['malformed', 'policy.json', policy({ RetentionDuration: 'Whenever' }), 'unknown'],
    [
      'CSV',
      'policy.csv',
      'Name,Priority,RetentionDuration,RecordTypes,UserIds,Enabled\nmail,1,ThreeMonths,{ExchangeItem},{},True\n',
      'partial',
    ],
  ]),
  ...rowsOf('licence', anna, [
    ['Audit (Premium)', 'users.json', plan({ capabilityStatus: 'Enabled' }), 'complete'],
    ['switched off in the licence', 'users.json', plan({ capabilityStatus: 'Suspended' }), 'partial'],
    [
      'licenseDetails',
      'licenseDetails.json',
      json({
        userPrincipalName: anna,
        value: [
          {
            userPrincipalName: anna,
            skuId: 's',
            skuPartNumber: 'SPE_E5',
            servicePlans: [{ servicePlanName: 'M365_ADVANCED_AUDITING', provisioningStatus: 'Disabled' }],
          },
        ],
      }),
      'partial',
    ],
    [
      'a small plan',
      'users.json',
      plan({ servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', capabilityStatus: 'Enabled' }),
      'unknown',
    ],
    [
      'licences without plans',
      'users.json',
      json({ value: [{ userPrincipalName: anna, assignedLicenses: [{ skuId: 'x' }] }] }),
      null,
    ],
  ]),
  ...rowsOf('entra-licence', 'sign-ins-interactive', [
    ['P1', 'subscribedSkus.json', sku('AAD_PREMIUM'), 'complete'],
    ['none', 'subscribedSkus.json', sku('EXCHANGE_S_STANDARD'), 'partial'],
  ]),
  ...rowsOf('diagnostic-settings', 'sign-ins-non-interactive', [
    [
      'sent on',
      'diag.json',
      diagnostic([{ category: 'NonInteractiveUserSignInLogs', enabled: true }]),
      'complete',
    ],
    [
      'switched off',
      'diag.json',
      diagnostic([{ category: 'NonInteractiveUserSignInLogs', enabled: false }]),
      'blind',
    ],
    ['not mentioned', 'diag.json', diagnostic([{ category: 'AuditLogs', enabled: true }]), 'blind'],
    ['malformed', 'diag.json', diagnostic('none'), 'unknown'],
    ['nothing at all', 'diag.json', diagnostic([]), 'blind'],
  ]),
  ...rowsOf('table-retention', 'sign-ins-interactive', [
    ['long enough', 'tables.json', table({ retentionInDays: 90, totalRetentionInDays: 365 }), 'complete'],
    ['too short', 'tables.json', table({ retentionInDays: 30, totalRetentionInDays: 30 }), 'partial'],
    [
      'on a plan rules cannot query',
      'tables.json',
      table({ plan: 'Basic', retentionInDays: 90, totalRetentionInDays: 365 }),
      'partial',
    ],
    ['malformed', 'tables.json', table({ retentionInDays: 'long', totalRetentionInDays: 'long' }), null],
  ]),
  ...rowsOf('activity-feed', 'exchange-audit', [
    [
      'subscribed',
      'subs.json',
      json([{ contentType: 'Audit.Exchange', status: 'enabled', webhook: null }]),
      'complete',
    ],
    [
      'stopped',
      'subs.json',
      json([{ contentType: 'Audit.Exchange', status: 'disabled', webhook: null }]),
      'partial',
    ],
    [
      'absent',
      'subs.json',
      json([{ contentType: 'Audit.General', status: 'enabled', webhook: null }]),
      'partial',
    ],
  ]),
  ...rowsOf('scuba-gear', 'tenant', [
    [
      'met',
      'TestResults.json',
      json([{ PolicyId: 'MS.EXO.13.1v1', Criticality: 'Shall', RequirementMet: true, ReportDetails: '' }]),
      'complete',
    ],
    [
      'results, failed',
      'ScubaResults.json',
      json({
        MetaData: { TenantId: 'x' },
        Results: {
          EXO: [
            {
              GroupName: 'Mailbox Auditing',
              Controls: [
                { 'Control ID': 'MS.EXO.13.1v1', Requirement: 'x', Result: 'Fail', Criticality: 'Shall' },
              ],
            },
          ],
        },
      }),
      'blind',
    ],
    [
      'old name, failed',
      'ScubaResults.csv',
      'Control ID,Requirement,Result,Criticality\nMS.DEFENDER.6.1v1,x,Fail,Shall\n',
      'blind',
    ],
    [
      'an answer nobody knows',
      'TestResults.json',
      json([{ PolicyId: 'MS.EXO.13.1v1', RequirementMet: 'perhaps' }]),
      null,
    ],
  ]),
]
