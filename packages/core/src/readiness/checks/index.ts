import type { Check } from '../check.js'
import type { Judgement } from '../verdict.js'
import { activityFeed } from './activity-feed.js'
import { auditAgeLimit } from './audit-age-limit.js'
import { auditBypass } from './audit-bypass.js'
import { changesInLog } from './changes-in-log.js'
import { diagnosticSettings } from './diagnostic-settings.js'
import { entraLicence } from './entra-licence.js'
import { exportsAgree } from './exports-agree.js'
import { exportsWhole } from './exports-whole.js'
import { identifiersInLog } from './identifiers-in-log.js'
import { licence } from './licence.js'
import { logonTypesInLog } from './logon-types-in-log.js'
import { mailboxAuditSet } from './mailbox-audit-set.js'
import { mailboxType } from './mailbox-type.js'
import { organizationAudit } from './organization-audit.js'
import { readsInLog } from './reads-in-log.js'
import { retentionPolicy } from './retention-policy.js'
import { scubaGear } from './scuba-gear.js'
import { searchOptIn } from './search-opt-in.js'
import { sourcesInLog } from './sources-in-log.js'
import { tableRetention } from './table-retention.js'
import { throttledInLog } from './throttled-in-log.js'
import { unifiedAudit } from './unified-audit.js'

/** Every check, settings first, then what the logs show. A check is one file and one row here. */
export const readinessChecks: readonly Check[] = [
  unifiedAudit,
  organizationAudit,
  scubaGear,
  mailboxAuditSet,
  mailboxType,
  auditBypass,
  auditAgeLimit,
  licence,
  retentionPolicy,
  searchOptIn,
  entraLicence,
  diagnosticSettings,
  tableRetention,
  activityFeed,
  exportsAgree,
  exportsWhole,
  readsInLog,
  logonTypesInLog,
  throttledInLog,
  changesInLog,
  sourcesInLog,
  identifiersInLog,
]

const decides = new Set(readinessChecks.filter((check) => check.decides).map((check) => check.id))

/** Whether its "complete" is somebody having seen reads logged, or set to be. */
export const isDecisive = (judgement: Judgement): boolean => decides.has(judgement.check)
