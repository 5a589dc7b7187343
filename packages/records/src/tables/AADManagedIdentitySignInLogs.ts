import { signinTable } from './signin-columns.js'

export const aadManagedIdentitySignInLogs = () =>
  signinTable('AADManagedIdentitySignInLogs', 'managedIdentity', 'ManagedIdentitySignInLogs')
