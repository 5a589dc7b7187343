import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { kindOfSignin, signinKind, toSigninForm } from '../forms/signin.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

const byColumns = bySignature({
  all: ['ResultType'],
  any: [
    ['TimeGenerated', 'CreatedDateTime'],
    ['UserPrincipalName', 'ServicePrincipalId', 'ServicePrincipalName', 'UserId'],
    ['AppId', 'AppDisplayName', 'ResourceIdentity', 'ResourceDisplayName', 'ConditionalAccessStatus'],
  ],
  none: ['properties', 'TargetResources', 'RequestUri', 'AuditData'],
})

/** The table a row says it is of. */
const tableNamed = (row: JsonObject): unknown =>
  cellOf(row, 'Type') ?? cellOf(row, '$table') ?? cellOf(row, 'TableName')

/**
 * Rows of SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs and AADManagedIdentitySignInLogs:
 * nested columns come as JSON values or as their text, by table and by export.
 */
export const sentinelSignin: Shape = {
  id: 'sentinel-signin',
  about: 'Sentinel / Log Analytics sign-in tables (all four kinds), CSV or JSON',
  sniff(head) {
    const sniffed = byColumns(head)
    return sniffed.match || !head.objects.some((row) => signinKind(tableNamed(row)))
      ? sniffed
      : { match: true }
  },
  open(head) {
    const order = dateOrderOf(head, ['CreatedDateTime', 'TimeGenerated'])
    return (element) => {
      const row = element.value
      const named = tableNamed(row)
      if (cellOf(row, 'ResultType') === undefined && !signinKind(named)) return undefined
      const form = toSigninForm(row, 'log-analytics', order)
      const Kind = signinKind(named) ?? signinKind(form.Category) ?? kindOfSignin(form)
      return withDoc(element, 'signin', { ...form, Kind })
    }
  },
}
