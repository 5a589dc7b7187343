import type { Rule } from '../rule.js'
import { archetypeValue } from './archetype-value.js'
import { brokenMoreMarker } from './broken-more-marker.js'
import { coverageDateDisagrees } from './coverage-date-disagrees.js'
import { dateDisagrees } from './date-disagrees.js'
import { dateImpossible } from './date-impossible.js'
import { dateInFuture } from './date-in-future.js'
import { dateNotIso } from './date-not-iso.js'
import { dateStyleDrift } from './date-style-drift.js'
import { deadAttachment } from './dead-attachment.js'
import { disclosureBeforeStart } from './disclosure-before-start.js'
import { draftLeftOn } from './draft-left-on.js'
import { duplicateCoverage } from './duplicate-coverage.js'
import { duplicateKey } from './duplicate-key.js'
import { emptyField } from './empty-field.js'
import { emptyLinkTarget } from './empty-link-target.js'
import { emptyLinkText } from './empty-link-text.js'
import { emptySection } from './empty-section.js'
import { endAfterDisclosure } from './end-after-disclosure.js'
import { endBeforeStart } from './end-before-start.js'
import { endDateIsDetection } from './end-date-is-detection.js'
import { eventsOutOfOrder } from './events-out-of-order.js'
import { footnoteDuplicatesCoverage } from './footnote-duplicates-coverage.js'
import { footnoteUndefined } from './footnote-undefined.js'
import { footnoteUnused } from './footnote-unused.js'
import { frontMatterInvalid } from './front-matter-invalid.js'
import { lastmodBeforeDate } from './lastmod-before-date.js'
import { linkTextSpace } from './link-text-space.js'
import { malformedLink } from './malformed-link.js'
import { nestedLink } from './nested-link.js'
import { noHunt } from './no-hunt.js'
import { ordinalSuffix } from './ordinal-suffix.js'
import { placeholderField } from './placeholder-field.js'
import { placeholderLinkTarget } from './placeholder-link-target.js'
import { placeholderText } from './placeholder-text.js'
import { possessiveIts } from './possessive-its.js'
import { redirectUrl } from './redirect-url.js'
import { repeatedSource } from './repeated-source.js'
import { repeatedWord } from './repeated-word.js'
import { schema } from './schema.js'
import { staleStatus } from './stale-status.js'
import { staleWording } from './stale-wording.js'
import { tableCellCount } from './table-cell-count.js'
import { tableRowDuplicate } from './table-row-duplicate.js'
import { tableRowTruncated } from './table-row-truncated.js'
import { tableRowUnclosed } from './table-row-unclosed.js'
import { timelineDatePrecision } from './timeline-date-precision.js'
import { timelineOrder } from './timeline-order.js'
import { trackingUrl } from './tracking-url.js'
import { undatedCoverage } from './undated-coverage.js'
import { unknownSource } from './unknown-source.js'
import { unlinkedCoverage } from './unlinked-coverage.js'
import { unsourcedEvent } from './unsourced-event.js'
import { unsourcedFact } from './unsourced-fact.js'
import { untitledCoverage } from './untitled-coverage.js'

/** Every rule, front matter first, then the text from links to wording, then structured pages. */
export const rules: readonly Rule[] = [
  frontMatterInvalid,
  duplicateKey,
  schema,
  placeholderField,
  archetypeValue,
  emptyField,
  draftLeftOn,
  staleStatus,
  dateNotIso,
  dateImpossible,
  dateInFuture,
  lastmodBeforeDate,
  endBeforeStart,
  disclosureBeforeStart,
  endAfterDisclosure,
  endDateIsDetection,
  dateDisagrees,
  placeholderText,
  brokenMoreMarker,
  emptySection,
  emptyLinkTarget,
  emptyLinkText,
  placeholderLinkTarget,
  malformedLink,
  nestedLink,
  linkTextSpace,
  trackingUrl,
  redirectUrl,
  deadAttachment,
  tableRowTruncated,
  tableRowDuplicate,
  tableRowUnclosed,
  tableCellCount,
  timelineDatePrecision,
  timelineOrder,
  unsourcedEvent,
  undatedCoverage,
  unlinkedCoverage,
  untitledCoverage,
  duplicateCoverage,
  coverageDateDisagrees,
  dateStyleDrift,
  ordinalSuffix,
  footnoteDuplicatesCoverage,
  footnoteUndefined,
  footnoteUnused,
  staleWording,
  possessiveIts,
  repeatedWord,
  unsourcedFact,
  unknownSource,
  repeatedSource,
  eventsOutOfOrder,
  noHunt,
]
