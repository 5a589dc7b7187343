import { fullAudit, plans, type Tier } from './tier.js'

export const e5: Tier = {
  about: 'Audit (Premium): every record, kept for a year',
  writes: () => true,
  retentionDays: 365,
  skuPartNumber: 'SPE_E5',
  skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  servicePlans: [plans.advancedAuditing, plans.entraP1, plans.entraP2, plans.exchangeEnterprise],
  audit: fullAudit,
}
