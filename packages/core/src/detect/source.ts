import type { SourceId } from './source-ids.js'

/** Friday evening to Monday morning: what only people at work make speak may be silent so long. */
const weekend = 66

/**
 * How the logs themselves show that a source was collected. A longer silence than is ordinary for a source is a time
 * that may not have been logged: rules that need it are not evaluable there.
 */
export interface Source {
  readonly about: string
  /** Canonical table and condition whose records are this source. */
  readonly table: 'audit' | 'signin' | 'directory_audit' | 'graph_activity' | 'table_row' | 'alert'
  readonly time: string
  readonly where: string
  /** Hours of silence that are ordinary between two records of this source: a weekend, where people make it speak. */
  readonly quietHours: number
  /** A word of the queries that read this form of the source, where it has several: to others it says nothing. */
  readonly word?: string
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
      quietHours: 48,
      fix: 'Audit (Standard) on E3/E5 with MailItemsAccessed in the mailbox audit sets; export record types 2 and 50 both',
    },
  ],
  'mail-reads-with-token-ids': [
    {
      about: 'MailItemsAccessed records with AppAccessContext.UniqueTokenId',
      table: 'audit',
      time: 'CreationTime',
      where: "Operation = 'MailItemsAccessed' AND UniqueTokenId IS NOT NULL",
      quietHours: weekend,
      fix: 'nothing to set: Microsoft adds token ids since about 2024; use an export that keeps AppAccessContext',
    },
  ],
  'exchange-audit': [
    {
      about: 'Exchange audit records',
      table: 'audit',
      time: 'CreationTime',
      where: "Workload = 'Exchange'",
      quietHours: weekend,
      fix: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true; export workload Exchange without a record type filter',
    },
  ],
  'entra-audit': [
    {
      about: 'Entra audit events',
      word: 'AuditLogs',
      table: 'directory_audit',
      time: 'ActivityDateTime',
      where: 'TRUE',
      quietHours: 15 * 24,
      fix: 'diagnostic setting AuditLogs, or export auditLogs/directoryAudits',
    },
    {
      about: 'Entra records of the Unified Audit Log',
      word: 'AzureActiveDirectory',
      table: 'audit',
      time: 'CreationTime',
      where: "Workload = 'AzureActiveDirectory' AND Operation NOT IN ('UserLoggedIn', 'UserLoginFailed')",
      quietHours: 15 * 24,
      fix: 'export workload AzureActiveDirectory',
    },
  ],
  'sign-ins-interactive': [
    {
      about: 'interactive sign-ins',
      word: 'SigninLogs',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'interactive'",
      quietHours: weekend,
      fix: 'diagnostic setting SignInLogs, or export auditLogs/signIns',
    },
    {
      about: 'UserLoggedIn records of the Unified Audit Log',
      word: 'UserLoggedIn',
      table: 'audit',
      time: 'CreationTime',
      where: "Operation = 'UserLoggedIn'",
      quietHours: weekend,
      fix: 'export workload AzureActiveDirectory',
    },
  ],
  'sign-ins-non-interactive': [
    {
      about: 'non-interactive sign-ins',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'nonInteractive'",
      quietHours: weekend,
      fix: "diagnostic setting NonInteractiveUserSignInLogs, or Graph beta with signInEventTypes 'nonInteractiveUser'",
    },
  ],
  'sign-ins-service-principal': [
    {
      about: 'service principal sign-ins',
      table: 'signin',
      time: 'CreatedDateTime',
      where: "Kind = 'servicePrincipal'",
      quietHours: 4 * 24,
      fix: "diagnostic setting ServicePrincipalSignInLogs, or Graph beta with signInEventTypes 'servicePrincipal'",
    },
  ],
  'graph-activity': [
    {
      about: 'Microsoft Graph requests',
      table: 'graph_activity',
      time: 'TimeGenerated',
      where: 'TRUE',
      quietHours: weekend,
      fix: 'diagnostic setting MicrosoftGraphActivityLogs (Entra ID P1 or P2); there is no other way to get them',
    },
  ],
  'azure-activity': [
    {
      about: 'Azure activity log of the directory',
      table: 'table_row',
      time: 'TimeGenerated',
      where: '"Table" = \'AzureActivity\'',
      quietHours: 31 * 24,
      fix: 'send the activity log to the workspace (table AzureActivity) and export it',
    },
  ],
  'risk-detections': [
    {
      about: 'Entra ID Protection detections',
      word: 'AADUserRiskEvents',
      table: 'table_row',
      time: 'TimeGenerated',
      where: "\"Table\" IN ('AADUserRiskEvents', 'AADRiskyUsers')",
      quietHours: 31 * 24,
      fix: 'diagnostic setting UserRiskEvents (Entra ID P2)',
    },
    {
      about: 'risk detections of the Unified Audit Log',
      word: '294',
      table: 'audit',
      time: 'CreationTime',
      where: 'RecordType = 294',
      quietHours: 31 * 24,
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
      quietHours: 31 * 24,
      fix: 'export workload SecurityComplianceCenter (Audit.General)',
    },
  ],
  'sharepoint-audit': [
    {
      about: 'SharePoint and OneDrive records',
      table: 'audit',
      time: 'CreationTime',
      where: "Workload IN ('SharePoint', 'OneDrive')",
      quietHours: weekend,
      fix: 'export workloads SharePoint and OneDrive (Audit.SharePoint)',
    },
  ],
  'security-alerts': [
    {
      about: 'alerts of Defender and Entra',
      table: 'alert',
      time: 'StartTime',
      where: 'TRUE',
      quietHours: 366 * 24,
      fix: 'export security/alerts_v2 of Microsoft Graph, or the table SecurityAlert',
    },
  ],
}
