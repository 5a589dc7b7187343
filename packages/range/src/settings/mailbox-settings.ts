import { tiers } from '../tiers/index.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

/** What Get-Mailbox prints of a mailbox's auditing, through ConvertTo-Json. */
export function getMailbox(mailbox: Mailbox): Record<string, unknown> {
  const { audit } = tiers[mailbox.tier]
  const search = mailbox.searchAudited ? ['SearchQueryInitiated'] : []
  return {
    UserPrincipalName: mailbox.upn,
    DisplayName: mailbox.displayName,
    PrimarySmtpAddress: mailbox.upn,
    Identity: mailbox.objectId,
    ExchangeGuid: mailbox.guid,
    ExternalDirectoryObjectId: mailbox.objectId,
    RecipientTypeDetails: mailbox.kind === 'shared' ? 'SharedMailbox' : 'UserMailbox',
    AuditEnabled: true,
    AuditLogAgeLimit: '90.00:00:00',
    AuditOwner: [...audit.owner, ...search],
    AuditDelegate: audit.delegate,
    AuditAdmin: audit.admin,
    DefaultAuditSet: search.length > 0 ? ['Admin', 'Delegate'] : ['Admin', 'Delegate', 'Owner'],
    PersistedCapabilities:
      mailbox.tier === 'E5' ? ['BPOS_S_Enterprise', 'M365Auditing'] : ['BPOS_S_Enterprise'],
  }
}

export const bypassAssociation = (mailbox: Mailbox): Record<string, unknown> => ({
  Identity: mailbox.upn,
  Name: mailbox.displayName,
  ObjectId: mailbox.objectId,
  Guid: mailbox.objectId,
  AuditBypassEnabled: false,
})

/** The Graph user with the plans of the licence. */
export const graphUser = (mailbox: Mailbox): Record<string, unknown> => {
  const tier = tiers[mailbox.tier]
  return {
    id: mailbox.objectId,
    userPrincipalName: mailbox.upn,
    displayName: mailbox.displayName,
    mail: mailbox.upn,
    department: mailbox.department,
    accountEnabled: mailbox.kind === 'user',
    assignedLicenses: [{ skuId: tier.skuId, disabledPlans: [] }],
    assignedPlans: tier.servicePlans.map((plan) => ({
      assignedDateTime: '2024-01-15T00:00:00Z',
      capabilityStatus: 'Enabled',
      service: plan.name.startsWith('AAD') ? 'AADPremiumService' : 'exchange',
      servicePlanId: plan.id,
    })),
  }
}

/** The subscriptions the tenant's licences come from. */
export function subscribedSkus(tenant: Tenant): Record<string, unknown>[] {
  const used = new Map<string, number>()
  for (const { tier } of tenant.all) used.set(tier, (used.get(tier) ?? 0) + 1)
  return [...used].map(([name, count]) => {
    const tier = tiers[name as keyof typeof tiers]
    return {
      id: `${tenant.id}_${tier.skuId}`,
      capabilityStatus: 'Enabled',
      consumedUnits: count,
      prepaidUnits: { enabled: count + 5, suspended: 0, warning: 0 },
      skuId: tier.skuId,
      skuPartNumber: tier.skuPartNumber,
      appliesTo: 'User',
      servicePlans: tier.servicePlans.map((plan) => ({
        servicePlanId: plan.id,
        servicePlanName: plan.name,
        provisioningStatus: 'Success',
        appliesTo: 'User',
      })),
    }
  })
}
