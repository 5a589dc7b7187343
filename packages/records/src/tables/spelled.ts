import { logonTypeNames, userTypeNames } from '../facts/enumerations.js'
import { recordTypeNames } from '../facts/record-types.js'
import type { ColumnSource } from './table.js'

/** Numbers of the audit schema spelled as Sentinel spells them. */
export const recordTypeSpelled: ColumnSource = /* @__PURE__ */ spelled('RecordType', recordTypeNames)
export const userTypeSpelled: ColumnSource = /* @__PURE__ */ spelled(
  'UserType',
  Object.entries(userTypeNames),
)
export const logonTypeSpelled: ColumnSource = /* @__PURE__ */ spelled(
  'LogonType',
  Object.entries(logonTypeNames),
)

/** Sentinel keeps this truth value as text. */
export const externalAccessSpelled: ColumnSource = {
  lookup: 'ExternalAccess',
  names: { true: 'True', false: 'False' },
}

function spelled(lookup: string, names: Iterable<readonly [string | number, string]>): ColumnSource {
  return { lookup, names: Object.fromEntries([...names].map(([number, name]) => [String(number), name])) }
}
