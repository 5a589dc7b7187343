import { defenderSigninTable } from './signin-columns.js'

export const aadSpnSignInEventsBeta = () =>
  defenderSigninTable('AADSpnSignInEventsBeta', ['servicePrincipal', 'managedIdentity'])
