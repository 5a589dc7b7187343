import type { ShapeCase } from './export-shapes.js'

/**
 * The same facts after they went through a printer, a spreadsheet or another tool: Format-List text, lists cut off or
 * replaced by the name of their type, enums as numbers, flags in another language, UTF-16.
 */
const anna = 'anna@contoso.example'
const json = (value: unknown): string => JSON.stringify(value, null, 2)
const actions = ['Update', 'SoftDelete', 'HardDelete', 'MailItemsAccessed', 'Send', 'UpdateInboxRules']
const text = actions.join(', ')
const lists = (list: unknown) => ({ AuditOwner: list, AuditDelegate: list, AuditAdmin: list })
const mailbox = (fields: object): string =>
  json([{ UserPrincipalName: anna, RecipientTypeDetails: 'UserMailbox', AuditEnabled: true, ...fields }])
const utf16 = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(value, 'utf16le')])

const printed = (list: string): string =>
  [
    '',
    'PS C:\\> Get-EXOMailbox anna -PropertySets Audit | Format-List UserPrincipalName,Audit*',
    '',
    '',
    `UserPrincipalName : ${anna}`,
    'AuditEnabled      : True',
    'AuditLogAgeLimit  : 90.00:00:00',
    `AuditAdmin        : ${list}`,
    `AuditDelegate     : ${list}`,
    `AuditOwner        : ${list}`,
    'DefaultAuditSet   : {Admin, Delegate, Owner}',
    '',
    '',
    '',
  ].join('\r\n')

const csv = (enabled: string, delimiter = ','): string =>
  [
    ['UserPrincipalName', 'AuditEnabled', 'AuditOwner', 'AuditDelegate', 'AuditAdmin'],
    [anna, enabled, `"${text}"`, `"${text}"`, `"${text}"`],
  ]
    .map((cells) => `${cells.join(delimiter)}\n`)
    .join('')

const typeName =
  'Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.Directory.MailboxAuditOperations]'

type Row = readonly [name: string, file: string, text: string | Buffer, verdict: ShapeCase['verdict']]
const rowsOf = (check: string, subject: string, rows: readonly Row[]): readonly ShapeCase[] =>
  rows.map(([name, file, body, verdict]) => ({ name, file, text: body, check, subject, verdict }))

export const printedCases: readonly ShapeCase[] = [
  ...rowsOf('mailbox-audit-set', anna, [
    ['Format-List, whole', 'mailboxes.txt', printed(`{${text}}`), 'complete'],
    ['Format-List, UTF-16', 'mailboxes.txt', utf16(printed(`{${text}}`)), 'complete'],
    [
      'Format-List, cut off',
      'mailboxes.txt',
      printed('{Update, SoftDelete, HardDelete, Send...}'),
      'unknown',
    ],
    [
      'Format-List, a list over two lines',
      'mailboxes.txt',
      printed(`{Update, SoftDelete, HardDelete,\r\n                    MailItemsAccessed, Send}`),
      'complete',
    ],
    ['Format-List, without reads', 'mailboxes.txt', printed('{Update, SoftDelete}'), 'blind'],
    ['CSV, UTF-16', 'mailboxes.csv', utf16(csv('True')), 'complete'],
    ['CSV of a German spreadsheet, on', 'mailboxes.csv', csv('WAHR', ';'), 'complete'],
    ['CSV of a German spreadsheet, off', 'mailboxes.csv', csv('FALSCH', ';'), 'blind'],
    ['CSV of a French spreadsheet, off', 'mailboxes.csv', csv('FAUX', ';'), 'blind'],
    ['a flag nobody knows', 'mailboxes.csv', csv('perhaps'), 'unknown'],
    ['an empty flag', 'mailboxes.csv', csv(''), 'unknown'],
    [
      'lists without AuditEnabled',
      'mailboxes.json',
      json([{ UserPrincipalName: anna, ...lists(actions) }]),
      'unknown',
    ],
    ['the name of a collection type', 'mailboxes.json', mailbox(lists(typeName)), 'unknown'],
    ['an array type', 'mailboxes.json', mailbox(lists('System.String[]')), 'unknown'],
    [
      'a collection without its values',
      'mailboxes.json',
      mailbox(lists({ IsReadOnly: false, Count: 6 })),
      'unknown',
    ],
    ['enums as numbers', 'mailboxes.json', mailbox(lists([1, 2, 4])), 'unknown'],
    [
      'enums as objects',
      'mailboxes.json',
      mailbox(lists(actions.map((Value, value) => ({ value, Value })))),
      'complete',
    ],
    [
      'an array whose last item is dots',
      'mailboxes.json',
      mailbox(lists(['Update', 'Send', '...'])),
      'unknown',
    ],
    [
      'an action cut off in its middle',
      'mailboxes.json',
      mailbox(lists('{Update, MailItemsAcc...}')),
      'unknown',
    ],
    [
      'mixed case',
      'mailboxes.json',
      mailbox(lists(actions.map((action) => action.toUpperCase()))),
      'complete',
    ],
    [
      'an action with a longer name',
      'mailboxes.json',
      mailbox(lists(['Update', 'MailItemsAccessedX'])),
      'blind',
    ],
    [
      'extractor suite, the organisation does not audit',
      'MailboxAudit.csv',
      csv('True')
        .replace(/AuditAdmin\n/, 'AuditAdmin,EffectiveAuditState\n')
        .replace(/"\n$/, '",Disabled\n'),
      'blind',
    ],
  ]),
  ...rowsOf('mailbox-type', anna, [
    [
      'a room, as an enum’s object',
      'mailboxes.json',
      mailbox({ ...lists(actions), RecipientTypeDetails: { value: 16, Value: 'RoomMailbox' } }),
      'blind',
    ],
    [
      'a room, as a number',
      'mailboxes.json',
      mailbox({ ...lists(actions), RecipientTypeDetails: 16 }),
      'blind',
    ],
  ]),
  ...rowsOf('audit-age-limit', anna, [
    [
      'a TimeSpan taken apart',
      'mailboxes.json',
      mailbox({ ...lists(actions), AuditLogAgeLimit: { Ticks: 0, Days: 0, TotalDays: 0 } }),
      'partial',
    ],
  ]),
  ...rowsOf('audit-bypass', anna, [
    [
      'named by the object id of a mailbox',
      'both.ndjson',
      `${JSON.stringify({
        UserPrincipalName: anna,
        ExternalDirectoryObjectId: '6d000000-0000-4000-8000-000000000002',
        AuditEnabled: true,
        ...lists(actions),
      })}\n${JSON.stringify({ Identity: '6D000000-0000-4000-8000-000000000002', Name: 'Anna', AuditBypassEnabled: 'True' })}\n`,
      'blind',
    ],
  ]),
  ...rowsOf('unified-audit', 'tenant', [
    [
      'Format-List, off',
      'audit.txt',
      '\r\nAdminAuditLogEnabled            : True\r\nAdminAuditLogCmdlets            : {*}\r\nUnifiedAuditLogIngestionEnabled : False\r\nName                            : Admin Audit Log Settings\r\n',
      'blind',
    ],
    [
      'asked in Security & Compliance PowerShell',
      'audit.json',
      json({
        PSComputerName: 'eur03b.ps.compliance.protection.outlook.com',
        UnifiedAuditLogIngestionEnabled: false,
      }),
      'unknown',
    ],
  ]),
  ...rowsOf('licence', anna, [
    [
      'the plan switched off in every licence',
      'users.json',
      json({
        value: [
          {
            userPrincipalName: anna,
            assignedLicenses: [{ skuId: 'x', disabledPlans: ['2f442157-a11c-46b9-ae5b-6e39ff4e5849'] }],
          },
        ],
      }),
      'partial',
    ],
    [
      'several licences, one with the plan',
      'licenseDetails.json',
      json(
        ['EXCHANGE_S_ENTERPRISE', 'M365_ADVANCED_AUDITING', 'FLOW_O365_P1'].map((servicePlanName) => ({
          userPrincipalName: anna,
          skuId: servicePlanName,
          skuPartNumber: 'X',
          servicePlans: [{ servicePlanName, provisioningStatus: 'Success' }],
        })),
      ),
      'complete',
    ],
  ]),
  ...rowsOf('entra-licence', 'sign-ins-interactive', [
    [
      'plans by id',
      'skus.json',
      json([
        {
          SkuId: 'x',
          SkuPartNumber: 'SPE_E3',
          CapabilityStatus: 'Enabled',
          ConsumedUnits: 3,
          ServicePlans: [
            { ServicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', ProvisioningStatus: 'Success' },
          ],
        },
      ]),
      'complete',
    ],
    [
      'a subscription that has ended',
      'skus.json',
      json({
        value: [
          {
            skuId: 'x',
            skuPartNumber: 'AAD_PREMIUM',
            capabilityStatus: 'Suspended',
            consumedUnits: 0,
            servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
          },
        ],
      }),
      'partial',
    ],
  ]),
  ...rowsOf('diagnostic-settings', 'sign-ins-non-interactive', [
    [
      'az cli',
      'diag.json',
      json([
        {
          id: '/providers/microsoft.aadiam/diagnosticSettings/soc',
          name: 'soc',
          workspaceId: '/subscriptions/x',
          storageAccountId: null,
          logs: [{ category: 'NonInteractiveUserSignInLogs', categoryGroup: null, enabled: true }],
        },
      ]),
      'complete',
    ],
    [
      'no destination left',
      'diag.json',
      json([
        {
          id: '/providers/microsoft.aadiam/diagnosticSettings/soc',
          name: 'soc',
          workspaceId: null,
          storageAccountId: null,
          logs: [{ category: 'NonInteractiveUserSignInLogs', enabled: true }],
        },
      ]),
      'blind',
    ],
    [
      'a key vault’s',
      'diag.json',
      json([
        {
          id: '/subscriptions/x/providers/Microsoft.KeyVault/vaults/v/providers/microsoft.insights/diagnosticSettings/kv',
          name: 'kv',
          properties: { workspaceId: '/subscriptions/x', logs: [{ category: 'AuditEvent', enabled: true }] },
        },
      ]),
      null,
    ],
  ]),
  ...rowsOf('table-retention', 'sign-ins-interactive', [
    [
      'CSV',
      'tables.csv',
      'Name,Plan,RetentionInDays,TotalRetentionInDays\nSigninLogs,Analytics,90,730\n',
      'complete',
    ],
    [
      'the workspace’s default',
      'tables.json',
      json({
        value: [{ name: 'SigninLogs', properties: { retentionInDays: -1, totalRetentionInDays: -1 } }],
      }),
      null,
    ],
  ]),
  ...rowsOf('retention-policy', 'tenant', [
    [
      'a duration as the enum’s number',
      'policy.json',
      json([{ Name: 'x', Priority: 1, RetentionDuration: 0, RecordTypes: ['ExchangeItem'], UserIds: [] }]),
      'unknown',
    ],
    [
      'record types cut off',
      'policy.txt',
      'Name              : x\nPriority          : 1\nRetentionDuration : ThreeMonths\nRecordTypes       : {AzureActiveDirectory, SharePoint, OneDrive, Teams...}\nUserIds           : {}\nEnabled           : True\n',
      'unknown',
    ],
    [
      'Format-List, short',
      'policy.txt',
      'Name              : x\nPriority          : 1\nRetentionDuration : ThreeMonths\nRecordTypes       : {ExchangeItemAggregated}\nOperations        : {}\nUserIds           : {}\nEnabled           : True\n',
      'partial',
    ],
  ]),
  ...rowsOf('activity-feed', 'exchange-audit', [
    [
      'another case',
      'subs.json',
      json([{ contentType: 'audit.exchange', status: 'Enabled', webhook: null }]),
      'complete',
    ],
  ]),
]
