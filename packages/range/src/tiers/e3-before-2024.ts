import { formerlyPremium, plans, standardAudit, type Tier } from './tier.js'

export const e3Before2024: Tier = {
  about: 'Audit (Standard) before 2024: no record of mail reads, sends or searches, kept for 90 days',
  writes: (operation, recordType) => !formerlyPremium.has(operation) && recordType !== 275,
  retentionDays: 90,
  skuPartNumber: 'ENTERPRISEPACK',
  skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
  servicePlans: [plans.entraP1, plans.exchangeEnterprise],
  audit: standardAudit,
}
