import { defenderSigninTable } from './signin-columns.js'

export const entraIdSignInEvents = () =>
  defenderSigninTable('EntraIdSignInEvents', ['interactive', 'nonInteractive'])
