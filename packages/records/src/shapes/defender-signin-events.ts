import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import type { SigninKind } from '../forms/signin.js'
import { tableForm } from '../forms/table-row.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Columns of EntraIdSignInEvents and its siblings and the columns of SigninLogs they are. */
const columns: readonly (readonly [defender: string, column: string])[] = [
  ['RequestId', 'Id'],
  ['Timestamp', 'CreatedDateTime'],
  ['AccountUpn', 'UserPrincipalName'],
  ['AccountObjectId', 'UserId'],
  ['AccountDisplayName', 'UserDisplayName'],
  ['Application', 'AppDisplayName'],
  ['ApplicationId', 'AppId'],
  ['ResourceId', 'ResourceIdentity'],
  ['Country', 'Location'],
  ['ErrorCode', 'ResultType'],
  ['UniqueTokenId', 'UniqueTokenIdentifier'],
]

/** Rows of EntraIdSignInEvents, AADSignInEventsBeta and their service-principal siblings. */
export const defenderSigninEvents: Shape = {
  id: 'defender-signin-events',
  about: 'Defender EntraIdSignInEvents / AADSignInEventsBeta (also Spn) rows, CSV or JSON',
  sniff: bySignature({
    all: ['RequestId', 'ErrorCode', 'ApplicationId'],
    any: [
      ['Timestamp', 'TimeGenerated'],
      ['AccountUpn', 'AccountObjectId', 'ServicePrincipalId', 'ServicePrincipalName'],
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, ['Timestamp', 'TimeGenerated'])
    return (element) => {
      if (textOf(element.value, 'ApplicationId') === '') return undefined
      const isPerson =
        cellOf(element.value, 'AccountUpn') !== undefined || cellOf(element.value, 'LogonType') !== undefined
      const row = tableForm(element.value, isPerson ? 'EntraIdSignInEvents' : 'EntraIdSpnSignInEvents', order)
      const form: Record<string, unknown> = { ...row }
      for (const [defender, column] of columns) {
        if (row[defender] === undefined) continue
        form[column] = row[defender]
      }
      if (form.ResultType !== undefined) form.ResultType = String(form.ResultType)
      form.CreatedDateTime ??= form.TimeGenerated
      form.LocationDetails = compact({ countryOrRegion: row.Country, state: row.State, city: row.City })
      form.DeviceDetail = compact({
        deviceId: row.EntraIdDeviceId ?? row.AadDeviceId,
        displayName: row.DeviceName,
        operatingSystem: row.OSPlatform,
        browser: row.Browser,
        trustType: row.DeviceTrustType,
        isManaged: truth(row.IsManaged),
        isCompliant: truth(row.IsCompliant),
      })
      form.Id ??= derivedId('signin', JSON.stringify(element.value))
      return withDoc(element, 'signin', { ...form, Kind: kindOf(row, isPerson) })
    }
  },
}

/** LogonType is a list such as `["interactiveUser"]`, mostly as text. */
function kindOf(row: JsonObject, isPerson: boolean): SigninKind {
  const logon = JSON.stringify(row.LogonType ?? '').toLowerCase()
  if (!isPerson) return truth(row.IsManagedIdentity) ? 'managedIdentity' : 'servicePrincipal'
  return logon.includes('noninteractive') ? 'nonInteractive' : 'interactive'
}

function compact(value: JsonObject): JsonObject | undefined {
  const kept = Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== ''),
  )
  return isObject(kept) && Object.keys(kept).length ? kept : undefined
}

function truth(value: unknown): boolean | undefined {
  if (value === undefined) return undefined
  return value === true || value === 1 || /^(1|true)$/i.test(String(value))
}
