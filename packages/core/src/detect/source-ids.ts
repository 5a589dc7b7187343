/** What a rule may need to have been logged; `source.ts` says how each is recognised and what would fix its absence. */
export const sourceIds = [
  'mail-reads',
  'mail-reads-with-token-ids',
  'exchange-audit',
  'entra-audit',
  'sign-ins-interactive',
  'sign-ins-non-interactive',
  'sign-ins-service-principal',
  'graph-activity',
  'azure-activity',
  'risk-detections',
  'compliance-audit',
  'sharepoint-audit',
  'security-alerts',
] as const
export type SourceId = (typeof sourceIds)[number]
