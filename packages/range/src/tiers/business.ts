import { formerlyPremium, plans, standardAudit, type Tier } from './tier.js'

export const business: Tier = {
  // Microsoft documents mail-read auditing for E3 and E5 users only; the simulator takes it at its word.
  about: 'Business plans: auditing switched on by hand, no record of mail reads, sends or searches',
  writes: (operation, recordType) => !formerlyPremium.has(operation) && recordType !== 275,
  retentionDays: 180,
  skuPartNumber: 'SPB',
  skuId: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46',
  servicePlans: [plans.entraP1, plans.exchangeStandard],
  audit: standardAudit,
}
