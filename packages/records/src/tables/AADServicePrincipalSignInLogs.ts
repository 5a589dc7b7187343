import { signinTable } from './signin-columns.js'

export const aadServicePrincipalSignInLogs = () =>
  signinTable('AADServicePrincipalSignInLogs', 'servicePrincipal', 'ServicePrincipalSignInLogs')
