import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tenant } from '../world/tenant.js'
import { bypassAssociation, getMailbox, graphUser, subscribedSkus } from './mailbox-settings.js'
import {
  adminAuditLogConfig,
  diagnosticSettings,
  feedSubscriptions,
  organizationConfig,
  retentionPolicies,
  workspaceTables,
} from './tenant-settings.js'

/** What an administrator exported of the settings on the first day of the window, by file name. */
export const settingsFiles: Readonly<Record<string, (tenant: Tenant) => unknown>> = {
  'Get-AdminAuditLogConfig.json': () => adminAuditLogConfig,
  'Get-OrganizationConfig.json': organizationConfig,
  'Get-Mailbox.json': (tenant) => tenant.all.map(getMailbox),
  'Get-MailboxAuditBypassAssociation.json': (tenant) => tenant.all.map(bypassAssociation),
  'Get-UnifiedAuditLogRetentionPolicy.json': () => retentionPolicies,
  'users.json': (tenant) => ({ value: tenant.all.map(graphUser) }),
  'subscribedSkus.json': (tenant) => ({ value: subscribedSkus(tenant) }),
  'diagnosticSettings.json': diagnosticSettings,
  'workspace-tables.json': workspaceTables,
  'activity-feed-subscriptions.json': () => feedSubscriptions,
}

/** Writes the settings exports into a folder; returns the file names. */
export function writeSettings(tenant: Tenant, folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  for (const [name, make] of Object.entries(settingsFiles))
    writeFileSync(join(folder, name), `${JSON.stringify(make(tenant), null, 2)}\n`)
  return Object.keys(settingsFiles)
}
