import { signinTable } from './signin-columns.js'

export const signinLogs = () => signinTable('SigninLogs', 'interactive', 'SignInLogs')
