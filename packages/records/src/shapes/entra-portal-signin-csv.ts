import { textOf } from '../fields/keys.js'
import { dateOrderOf } from '../fields/time.js'
import { rejected, withDoc } from '../forms/made.js'
import { portalSignin, portalSigninKind } from '../forms/portal-signin.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Sign-in downloads of the Entra admin center: interactive, non-interactive, application and managed identity CSVs. */
export const entraPortalSigninCsv: Shape = {
  id: 'entra-portal-signin-csv',
  about: 'Entra admin center sign-in download, CSV (all four kinds)',
  sniff: bySignature({
    containers: ['csv'],
    all: ['Request ID'],
    any: [
      ['Date (UTC)', 'Date'],
      ['Username', 'User', 'Service principal ID', 'Application'],
      ['IP address', 'Status', 'Sign-in error code'],
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, ['Date (UTC)', 'Date'])
    return (element) => {
      const form = portalSignin(element.value, order)
      if (form.CreatedDateTime === undefined)
        return rejected(element, 'ING212', `no time in ${textOf(element.value, 'Date (UTC)') || 'Date'}`)
      return withDoc(element, 'signin', { ...form, Kind: portalSigninKind(element.value) })
    }
  },
}
