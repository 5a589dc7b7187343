import type { HappeningKind } from '../happening.js'
import { defenderCloudAppEvents } from './defender-cloud-app-events.js'
import { graphDirectoryAudits, sentinelAuditLogs } from './directory-audits.js'
import { extractorSuiteJson } from './extractor-suite-json.js'
import { graphActivityLogs } from './graph-activity-logs.js'
import { graphAuditLogQuery } from './graph-audit-log-query.js'
import { graphSignins } from './graph-signins.js'
import { emailEvents, messageTrace } from './mail-events.js'
import { managementApiJson } from './management-api-json.js'
import { managementApiNdjson } from './management-api-ndjson.js'
import { purviewPortalCsv } from './purview-portal-csv.js'
import { searchUnifiedAuditLog } from './search-unified-audit-log.js'
import { sentinelOfficeActivityCsv, sentinelOfficeActivityJson } from './sentinel-office-activity.js'
import { sentinelSigninsCsv, sentinelSigninsJson } from './sentinel-signins.js'
import type { AnyWriter, ShapeWriter } from './writer.js'

const any = <K extends HappeningKind>(...list: readonly ShapeWriter<K>[]): AnyWriter[] =>
  list as unknown as AnyWriter[]

/** Every file the simulator writes. Writers of one id make the files of one shape together. */
export const writers: readonly AnyWriter[] = [
  ...any(
    managementApiNdjson,
    managementApiJson,
    searchUnifiedAuditLog,
    extractorSuiteJson,
    purviewPortalCsv,
    graphAuditLogQuery,
    sentinelOfficeActivityJson,
    sentinelOfficeActivityCsv,
    defenderCloudAppEvents,
  ),
  ...any(graphSignins, ...sentinelSigninsJson, ...sentinelSigninsCsv),
  ...any(graphDirectoryAudits, sentinelAuditLogs),
  ...any(graphActivityLogs),
  ...any(emailEvents, messageTrace),
]

export const shapeIds: readonly string[] = [...new Set(writers.map(({ id }) => id))]

/** What is written when no shape is named: one audit log, the sign-ins, and what explains them. */
export const defaultShapes: readonly string[] = [
  'management-api-ndjson',
  'graph-signin',
  'graph-directory-audit',
  'graph-activity-logs',
  'email-events',
]
