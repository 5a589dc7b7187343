import { defenderSigninTable } from './signin-columns.js'

export const entraIdSpnSignInEvents = () =>
  defenderSigninTable('EntraIdSpnSignInEvents', ['servicePrincipal', 'managedIdentity'])
