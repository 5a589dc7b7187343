import { signinTable } from './signin-columns.js'

export const aadNonInteractiveUserSignInLogs = () =>
  signinTable('AADNonInteractiveUserSignInLogs', 'nonInteractive', 'NonInteractiveUserSignInLogs')
