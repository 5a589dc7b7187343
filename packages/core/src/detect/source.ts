import type { SourceId } from './source-ids.js'

/**
 * How the logs themselves show that a source was collected. A day without any record of a source that otherwise
 * speaks daily is a day that may not have been logged: rules that need it are not evaluable there.
 */
export interface Source {
  readonly about: string
  /** Canonical table and condition whose records are this source. */
  readonly table: 'audit' | 'signin' | 'directory_audit' | 'graph_activity' | 'table_row'
  readonly time: string
  readonly where: string
  /** Days of silence that are ordinary between two records of this source. */
  readonly quietDays: number
  /** What an administrator does so that it is there next time. */
  readonly fix: string
}

export const sources: Readonly<Record<SourceId, readonly Source[]>> = {
  'mail-reads': [
    {
      about: 'MailItemsAccessed records',
      table: 'audit',
      time: 'CreationTime',
      where: "Operation = 'MailItemsAccessed'",
      quietDays: 1,
      fix: 'Audit (Standard) on E3/E5 with MailItemsAccessed in the mailbox audit sets; export record types 2 and 50 both',
    },
  ],
  'mail-reads-with-token-ids': [
    {
      about: 'MailItemsAccessed records with AppAccessContext.UniqueTokenId',
      table: 'audit',
      time: 'CreationTime',
      where: "Operation = 'MailItemsAccessed' AND UniqueTokenId IS NOT NULL",
      quietDays: 1,
      fix: 'nothing to set: Microsoft adds token ids since about 2024; use an export that keeps AppAccessContext',
    },
  ],
  'exchange-audit': [
    {
      about: 'Exchange audit records',
      table: 'audit',
      time: 'CreationTime',
      where: "Workload = 'Exchange'",
      quietDays: 2,
      fix: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true; export workload Exchange without a record type filter',
    },
  ],
  'entra-audit': [
    {
      about: 'Entra audit events',
      table: 'directory_audit',
      time: 'ActivityDateTime',
      where: 'TRUE',
      quietDays: 14,
      fix: 'diagnostic setting AuditLogs, or export auditLogs/directoryAudits',
    },
    {
      about: 'Entra records of the Unified Audit Log',
      table: 'audit',
      time: 'CreationTime',
      where: "Workload = 'AzureActiveDirectory' AND Operation NOT IN ('UserLoggedIn', 'UserLoginFailed')",
      quietDays: 14,
      fix: 'export workload AzureActiveDirectory',
    },
  ],
  'sign-ins-interactive': [
    {
      about: 'interactive sign-ins',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'interactive'",
      quietDays: 2,
      fix: 'diagnostic setting SignInLogs, or export auditLogs/signIns',
    },
    {
      about: 'UserLoggedIn records of the Unified Audit Log',
      table: 'audit',
      time: 'CreationTime',
      where: "Operation = 'UserLoggedIn'",
      quietDays: 2,
      fix: 'export workload AzureActiveDirectory',
    },
  ],
  'sign-ins-non-interactive': [
    {
      about: 'non-interactive sign-ins',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'nonInteractive'",
      quietDays: 1,
      fix: "diagnostic setting NonInteractiveUserSignInLogs, or Graph beta with signInEventTypes 'nonInteractiveUser'",
    },
  ],
  'sign-ins-service-principal': [
    {
      about: 'service principal sign-ins',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'servicePrincipal'",
      quietDays: 3,
      fix: "diagnostic setting ServicePrincipalSignInLogs, or Graph beta with signInEventTypes 'servicePrincipal'",
    },
  ],
  'graph-activity': [
    {
      about: 'Microsoft Graph requests',
      table: 'graph_activity',
      time: 'TimeGenerated',
      where: 'TRUE',
      quietDays: 2,
      fix: 'diagnostic setting MicrosoftGraphActivityLogs (Entra ID P1 or P2); there is no other way to get them',
    },
  ],
  'risk-detections': [
    {
      about: 'Entra ID Protection detections',
      table: 'table_row',
      time: 'TimeGenerated',
      where: "\"Table\" IN ('AADUserRiskEvents', 'AADRiskyUsers')",
      quietDays: 30,
      fix: 'diagnostic setting UserRiskEvents (Entra ID P2)',
    },
    {
      about: 'risk detections of the Unified Audit Log',
      table: 'audit',
      time: 'CreationTime',
      where: 'RecordType = 294',
      quietDays: 30,
      fix: 'export record type 294',
    },
  ],
  'compliance-audit': [
    {
      about: 'Purview compliance records',
      table: 'audit',
      time: 'CreationTime',
      where:
        "Workload IN ('SecurityComplianceCenter', 'PublicEndpoint', 'AeD', 'Compliance') OR RecordType IN (18, 24, 31)",
      quietDays: 30,
      fix: 'export workload SecurityComplianceCenter (Audit.General)',
    },
  ],
}
