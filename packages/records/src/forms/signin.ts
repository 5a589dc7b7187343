import { documentedColumns } from '../facts/tables.js'
import { fromJsonText, isObject, lowerFirstKeys, toJsonText } from '../fields/json-text.js'
import { foldKey, type Spelling, spellingOf } from '../fields/keys.js'
import { fromPowerShellText } from '../fields/powershell-text.js'
import { derivedId } from '../fields/row-id.js'
import { type DateOrder, isoTime } from '../fields/time.js'
import type { JsonObject } from '../shape.js'

export type SigninKind = 'interactive' | 'nonInteractive' | 'servicePrincipal' | 'managedIdentity'

/** Log Analytics table of each kind, by folded name; also category names of diagnostic settings. */
const kindOfTable: Readonly<Record<string, SigninKind>> = {
  signinlogs: 'interactive',
  aadnoninteractiveusersigninlogs: 'nonInteractive',
  noninteractiveusersigninlogs: 'nonInteractive',
  aadserviceprincipalsigninlogs: 'servicePrincipal',
  serviceprincipalsigninlogs: 'servicePrincipal',
  aadmanagedidentitysigninlogs: 'managedIdentity',
  managedidentitysigninlogs: 'managedIdentity',
}

/** The kind a table or category name stands for. */
export function signinKind(name: unknown): SigninKind | undefined {
  return typeof name === 'string' ? kindOfTable[foldKey(name)] : undefined
}

/** Names that differ between Graph and Log Analytics by more than case. */
const graphNames: Readonly<Record<string, string>> = {
  location: 'LocationDetails',
  appliedconditionalaccesspolicies: 'ConditionalAccessPolicies',
  resourceid: 'ResourceIdentity',
  riskeventtypes_v2: 'RiskEventTypes_V2',
  processingtimeinmilliseconds: 'ProcessingTimeInMilliseconds',
  appservicename: 'AppDisplayName',
}

/** Nested values; in the reference form they are JSON values whatever the table has. */
const nested = new Set([
  ...['Status', 'DeviceDetail', 'LocationDetails', 'ConditionalAccessPolicies', 'MfaDetail', 'Agent'],
  ...['TokenProtectionStatusDetails', 'AppliedEventListeners', 'ManagedServiceIdentity'],
])

let spelling: Spelling | undefined

/** Every column of the four sign-in tables, spelled as documented. */
function signinSpelling(): Spelling {
  spelling ??= spellingOf(
    [
      'AADManagedIdentitySignInLogs',
      'AADServicePrincipalSignInLogs',
      'AADNonInteractiveUserSignInLogs',
      'SigninLogs',
    ].flatMap((table) => [...(documentedColumns(table)?.keys() ?? [])]),
  )
  return spelling
}

/** A row of one of the Log Analytics sign-in tables, or a Graph sign-in, in the reference form of `signin`. */
export function toSigninForm(
  row: JsonObject,
  source: 'log-analytics' | 'graph',
  order: DateOrder = 'month-first',
): Record<string, unknown> {
  const names = signinSpelling()
  const form: Record<string, unknown> = {}
  const beside = fromJsonText(row.AdditionalProperties)
  const whole = isObject(beside) ? { ...beside, ...row, AdditionalProperties: null } : row
  for (const key in whole) {
    const given = whole[key]
    if (given === '' || given === null || given === undefined || key.includes('@odata.')) continue
    const folded = foldKey(key)
    const name =
      (source === 'graph' ? graphNames[folded] : undefined) ??
      names.get(folded) ??
      (source === 'graph' ? key.charAt(0).toUpperCase() + key.slice(1) : key.trim())
    const value = nested.has(name)
      ? lowerFirstKeys(fromPowerShellText(fromJsonText(given)))
      : toJsonText(given)
    form[name] =
      name === 'CreatedDateTime' || name === 'TimeGenerated' ? (isoTime(value, order) ?? value) : value
  }
  fillIn(form)
  return form
}

/** What the tables have in columns of their own and Graph only inside an object. */
function fillIn(form: Record<string, unknown>): void {
  const { Status: status, LocationDetails: location } = form
  if (isObject(status)) {
    if (form.ResultType === undefined && status.errorCode !== undefined)
      form.ResultType = String(status.errorCode)
    if (form.ResultDescription === undefined && status.failureReason)
      form.ResultDescription = status.failureReason
  }
  // Scripts that write a flat CSV take the code out of its object.
  form.ResultType ??= form.ErrorCode ?? form.StatusErrorCode
  if (form.ResultType !== undefined) form.ResultType = resultCode(form.ResultType)
  form.Location ??= form.CountryOrRegion
  if (form.Location === undefined && isObject(location)) form.Location = location.countryOrRegion
  if (form.AutonomousSystemNumber !== undefined)
    form.AutonomousSystemNumber = String(form.AutonomousSystemNumber)
  if (form.Id === undefined) form.Id = form.OriginalRequestId ?? derivedId('signin', JSON.stringify(form))
}

/** `Success` and `0.0` (Excel) are how some exports spell the code of a success. */
function resultCode(value: unknown): string {
  const text = String(value).trim()
  if (/^success$/i.test(text)) return '0'
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
}

/** The kind told by the row itself, where no table or category names it. */
export function kindOfSignin(form: JsonObject): SigninKind {
  const events = String(form.SignInEventTypes ?? '').toLowerCase()
  if (events.includes('managedidentity')) return 'managedIdentity'
  if (events.includes('serviceprincipal')) return 'servicePrincipal'
  if (events.includes('noninteractiveuser')) return 'nonInteractive'
  if (events.includes('interactiveuser')) return 'interactive'
  const hasUser = Boolean(form.UserId || form.UserPrincipalName || form.UserDisplayName)
  const managed = form.ManagedServiceIdentity ?? form.ManagedIdentityType
  if (!hasUser && managed && managed !== 'none') return 'managedIdentity'
  if (!hasUser && form.ServicePrincipalId) return 'servicePrincipal'
  return form.IsInteractive === false || form.IsInteractive === 'false' || form.IsInteractive === 'False'
    ? 'nonInteractive'
    : 'interactive'
}
