import { alert } from './alert.js'
import { audit } from './audit.js'
import { config } from './config.js'
import { directoryAudit } from './directory-audit.js'
import { graphActivity } from './graph-activity.js'
import { mailEvent } from './mail-event.js'
import { signin } from './signin.js'
import { tableRow } from './table-row.js'

/** Every canonical table by name. A shape names one of these for each record it unwraps. */
export const canonicalTables = {
  audit,
  signin,
  directory_audit: directoryAudit,
  graph_activity: graphActivity,
  mail_event: mailEvent,
  alert,
  config,
  table_row: tableRow,
} as const

export type CanonicalTableName = keyof typeof canonicalTables
