import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { kindOfSignin, signinKind, toSigninForm } from '../forms/signin.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Rows of SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs and AADManagedIdentitySignInLogs:
 * nested columns come as JSON values or as their text, by table and by export.
 */
export const sentinelSignin: Shape = {
  id: 'sentinel-signin',
  about: 'Sentinel / Log Analytics sign-in tables (all four kinds), CSV or JSON',
  sniff: bySignature({
    all: ['ResultType'],
    any: [
      ['TimeGenerated', 'CreatedDateTime'],
      ['UserPrincipalName', 'ServicePrincipalId', 'ServicePrincipalName', 'UserId'],
      ['AppId', 'AppDisplayName', 'ResourceIdentity', 'ResourceDisplayName', 'ConditionalAccessStatus'],
    ],
    none: ['properties', 'TargetResources', 'RequestUri', 'AuditData'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreatedDateTime', 'TimeGenerated'])
    return (element) => {
      const row = element.value
      if (cellOf(row, 'ResultType') === undefined) return undefined
      const form = toSigninForm(row, 'log-analytics', order)
      const named = cellOf(row, 'Type') ?? cellOf(row, '$table') ?? cellOf(row, 'TableName')
      const Kind = signinKind(named) ?? signinKind(form.Category) ?? kindOfSignin(form)
      return withDoc(element, 'signin', { ...form, Kind })
    }
  },
}
