import { cellOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { kindOfSignin, toSigninForm } from '../forms/signin.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Sign-ins of Microsoft Graph, v1.0 and beta: API pages, and what PowerShell writes from the same objects (capital
 * first letters, JSON or CSV).
 */
export const graphSignin: Shape = {
  id: 'graph-signin',
  about: 'Graph auditLogs/signIns, v1.0 and beta, JSON or CSV',
  sniff: bySignature({
    all: ['createdDateTime'],
    any: [
      ['appDisplayName', 'appId'],
      ['userPrincipalName', 'servicePrincipalId', 'userId'],
      ['clientAppUsed', 'deviceDetail', 'status', 'ipAddress', 'isInteractive'],
    ],
    none: ['auditData', 'ResultType', 'TimeGenerated', 'ResultSignature', 'properties'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreatedDateTime'])
    return (element) => {
      if (cellOf(element.value, 'createdDateTime') === undefined) return undefined
      const form = toSigninForm(element.value, 'graph', order)
      return withDoc(element, 'signin', { ...form, Kind: kindOfSignin(form) })
    }
  },
}
