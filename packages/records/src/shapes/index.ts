import type { Shape } from '../shape.js'
import { adminSettings } from './admin-settings.js'
import { azureActivity } from './azure-activity.js'
import { defenderCloudAppEvents } from './defender-cloud-app-events.js'
import { defenderSigninEvents } from './defender-signin-events.js'
import { diagnosticSettings } from './diagnostic-settings.js'
import { elasticO365Audit } from './elastic-o365-audit.js'
import { emailEvents } from './email-events.js'
import { entraPortalAuditCsv } from './entra-portal-audit-csv.js'
import { entraPortalSigninCsv } from './entra-portal-signin-csv.js'
import { flattenedAuditCsv } from './flattened-audit-csv.js'
import { graphActivityLogs } from './graph-activity-logs.js'
import { graphAlert } from './graph-alert.js'
import { graphAuditLogQuery } from './graph-audit-log-query.js'
import { graphDirectoryAudit } from './graph-directory-audit.js'
import { graphRisk } from './graph-risk.js'
import { graphSignin } from './graph-signin.js'
import { mailboxInventory } from './mailbox-inventory.js'
import { managementApiJson } from './management-api-json.js'
import { managementApiNdjson } from './management-api-ndjson.js'
import { messageTrace } from './message-trace.js'
import { purviewPortalCsv } from './purview-portal-csv.js'
import { purviewPortalCsvOlder } from './purview-portal-csv-older.js'
import { searchUnifiedAuditLog } from './search-unified-audit-log.js'
import { securityAlert } from './security-alert.js'
import { sentinelAuditLogs } from './sentinel-audit-logs.js'
import { sentinelOfficeActivity } from './sentinel-office-activity.js'
import { sentinelSignin } from './sentinel-signin.js'
import { settingsBundle } from './settings-bundle.js'
import { splunkExport } from './splunk-export.js'
import { tableRows } from './table-rows.js'
import { wrappedLog } from './wrapped-log.js'

/** Every export shape, in the order they are tried. Wrappers come before what they may wrap, `table-rows` last. */
export const shapes: readonly Shape[] = [
  managementApiNdjson,
  splunkExport,
  elasticO365Audit,
  wrappedLog,
  searchUnifiedAuditLog,
  purviewPortalCsv,
  purviewPortalCsvOlder,
  graphAuditLogQuery,
  managementApiJson,
  flattenedAuditCsv,
  sentinelOfficeActivity,
  defenderCloudAppEvents,
  diagnosticSettings,
  azureActivity,
  sentinelSignin,
  graphSignin,
  entraPortalSigninCsv,
  defenderSigninEvents,
  graphDirectoryAudit,
  sentinelAuditLogs,
  entraPortalAuditCsv,
  graphActivityLogs,
  emailEvents,
  messageTrace,
  mailboxInventory,
  securityAlert,
  graphAlert,
  graphRisk,
  adminSettings,
  settingsBundle,
  tableRows,
]
