import { defenderSigninTable } from './signin-columns.js'

export const aadSignInEventsBeta = () =>
  defenderSigninTable('AADSignInEventsBeta', ['interactive', 'nonInteractive'])
