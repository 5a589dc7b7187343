import { canonicalTables } from '../canonical/index.js'
import { documentedColumns, documentedTableNames } from '../facts/tables.js'
import { aadManagedIdentitySignInLogs } from './AADManagedIdentitySignInLogs.js'
import { aadNonInteractiveUserSignInLogs } from './AADNonInteractiveUserSignInLogs.js'
import { aadServicePrincipalSignInLogs } from './AADServicePrincipalSignInLogs.js'
import { aadSignInEventsBeta } from './AADSignInEventsBeta.js'
import { aadSpnSignInEventsBeta } from './AADSpnSignInEventsBeta.js'
import { alertInfo } from './AlertInfo.js'
import { auditLogs } from './AuditLogs.js'
import { cloudAppEvents } from './CloudAppEvents.js'
import { canonicalKqlTable } from './canonical.js'
import { documentedTable } from './documented.js'
import { emailEvents } from './EmailEvents.js'
import { entraIdSignInEvents } from './EntraIdSignInEvents.js'
import { entraIdSpnSignInEvents } from './EntraIdSpnSignInEvents.js'
import { graphApiAuditEvents } from './GraphApiAuditEvents.js'
import { microsoftGraphActivityLogs } from './MicrosoftGraphActivityLogs.js'
import { officeActivity } from './OfficeActivity.js'
import { securityAlert } from './SecurityAlert.js'
import { signinLogs } from './SigninLogs.js'
import type { KqlTable } from './table.js'

/** Tables that are views over canonical records; every other documented one reads `table_row` by its name. */
const views: Readonly<Record<string, () => KqlTable>> = {
  OfficeActivity: officeActivity,
  CloudAppEvents: cloudAppEvents,
  SigninLogs: signinLogs,
  AADNonInteractiveUserSignInLogs: aadNonInteractiveUserSignInLogs,
  AADServicePrincipalSignInLogs: aadServicePrincipalSignInLogs,
  AADManagedIdentitySignInLogs: aadManagedIdentitySignInLogs,
  EntraIdSignInEvents: entraIdSignInEvents,
  AADSignInEventsBeta: aadSignInEventsBeta,
  EntraIdSpnSignInEvents: entraIdSpnSignInEvents,
  AADSpnSignInEventsBeta: aadSpnSignInEventsBeta,
  AuditLogs: auditLogs,
  MicrosoftGraphActivityLogs: microsoftGraphActivityLogs,
  GraphApiAuditEvents: graphApiAuditEvents,
  EmailEvents: emailEvents,
  SecurityAlert: securityAlert,
  AlertInfo: alertInfo,
}

/** Every table a KQL query may name. Tables are put together when they are asked for, not before. */
export interface KqlTables {
  /** Views first, then canonical tables, then the rest of the documented ones. */
  readonly names: readonly string[]
  /** Names are compared with case, as KQL does. */
  get(name: string): KqlTable | undefined
}

/** All KQL tables: Sentinel's and Defender's documented ones, and the canonical tables under their own names. */
export function kqlTables(): KqlTables {
  const made = new Map<string, KqlTable | undefined>()
  const make = (name: string): KqlTable | undefined => {
    const view = Object.hasOwn(views, name) ? views[name] : undefined
    if (view) return view()
    if (Object.hasOwn(canonicalTables, name))
      return canonicalKqlTable(canonicalTables[name as keyof typeof canonicalTables])
    return documentedColumns(name) ? documentedTable(name, () => []) : undefined
  }
  const own = [...Object.keys(views), ...Object.keys(canonicalTables)]
  return {
    names: [...new Set([...own, ...documentedTableNames()])],
    get(name) {
      if (!made.has(name)) made.set(name, make(name))
      return made.get(name)
    },
  }
}
