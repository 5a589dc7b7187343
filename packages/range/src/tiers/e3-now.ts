import { fullAudit, plans, type Tier } from './tier.js'

export const e3Now: Tier = {
  about: 'Audit (Standard) since 2024: mail reads and sends are written, kept for 180 days',
  writes: () => true,
  retentionDays: 180,
  skuPartNumber: 'SPE_E3',
  skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  servicePlans: [plans.entraP1, plans.exchangeEnterprise],
  audit: fullAudit,
}
