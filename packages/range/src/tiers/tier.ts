/** What a licence lets be written, and what an administrator's export shows of it. */
export interface Tier {
  readonly about: string
  /** Would this operation on, or by, such a mailbox have reached the audit log? */
  writes(operation: string, recordType: number): boolean
  /** Days the unified audit log keeps the records. */
  readonly retentionDays: number
  readonly skuPartNumber: string
  readonly skuId: string
  readonly servicePlans: readonly { readonly id: string; readonly name: string }[]
  /** Actions of AuditOwner, AuditDelegate, AuditAdmin as Get-Mailbox prints them. */
  readonly audit: {
    readonly owner: readonly string[]
    readonly delegate: readonly string[]
    readonly admin: readonly string[]
  }
}

const base = {
  owner: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
  ],
  delegate: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'ApplyRecord',
  ],
  admin: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
  ],
} as const

/** Default audit sets without the actions that once needed the top licence. */
export const standardAudit = base

/** Default audit sets with MailItemsAccessed and Send. */
export const fullAudit = {
  owner: [...base.owner, 'MailItemsAccessed', 'Send'],
  delegate: [...base.delegate, 'MailItemsAccessed'],
  admin: [...base.admin, 'MailItemsAccessed', 'Send'],
} as const

export const plans = {
  advancedAuditing: { id: '2f442157-a11c-46b9-ae5b-6e39ff4e5849', name: 'M365_ADVANCED_AUDITING' },
  entraP1: { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' },
  entraP2: { id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', name: 'AAD_PREMIUM_P2' },
  exchangeEnterprise: { id: 'efb87545-963c-4e0d-99df-69c6916d9eb0', name: 'EXCHANGE_S_ENTERPRISE' },
  exchangeStandard: { id: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', name: 'EXCHANGE_S_STANDARD' },
} as const

/** Operations that only the licences of today, or the top licence, write. */
export const formerlyPremium: ReadonlySet<string> = new Set([
  'MailItemsAccessed',
  'Send',
  'AttachmentAccess',
  'SearchQueryInitiatedExchange',
  'GetAccessTokenForResource',
])
