/**
 * Labels published beside unit-test records of other people's rules, mapped by meaning to ours. `times` is for
 * upstream rules that count: their label stands for one of many events, so the record is given that often.
 */
export interface Label {
  readonly rule: string
  /** Which of our rules answers; none where no rule of ours is about it. */
  readonly ours?: string
  readonly times?: number
  /** Fields of the further records of a positive label that counts distinct values. */
  readonly further?: Readonly<Record<string, unknown>>
  /** Labels that cannot be met by truth: test name -> why. */
  readonly unmet?: Readonly<Record<string, string>>
}

const allowList = "upstream's list of exceptions is configuration; ours is `taxi findings mark`"
const servicePrincipalRisk = 'the table of service principal sign-ins has no risk columns in Sentinel'

export const labels: readonly Label[] = [
  {
    rule: 'Azure.Audit.GraphSessionMultipleIPs',
    ours: 'SIG-01',
    further: { IPAddress: '203.0.113.66', UserAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0' },
  },
  { rule: 'Azure.Audit.ElevateUserAccessAdministrator', ours: 'SIG-13' },
  { rule: 'Azure.Audit.PolicyChanged', ours: 'SIG-10' },
  { rule: 'Azure.Audit.ServicePrincipalCredentialsAdded', ours: 'APP-03' },
  { rule: 'Azure.Audit.InviteExternalUsers', ours: 'SIG-19' },
  { rule: 'Azure.Audit.VSCodeOAuthPhishing', ours: 'SIG-04' },
  { rule: 'Azure.Audit.ExcessiveAccountLockouts', ours: 'SIG-15', times: 10 },
  { rule: 'Azure.Audit.HighRiskSignIn', ours: 'SIG-20' },
  { rule: 'Azure.Audit.DomainSettingsModified', ours: 'SIG-07' },
  { rule: 'Azure.Audit.OIDC.Changed', ours: 'SIG-07' },
  { rule: 'Azure.Audit.MFADisabled', ours: 'SIG-18' },
  { rule: 'Azure.Audit.ROPCLoginNoMFA', ours: 'SIG-04' },
  {
    rule: 'Azure.Audit.RiskLevelPassthrough',
    ours: 'SIG-20',
    unmet: {
      'Failed Sign-In with riskLevelAggregated': servicePrincipalRisk,
      'Failed Sign-In with riskLevelDuringSignIn': servicePrincipalRisk,
    },
  },
  { rule: 'Azure.Audit.ManyFailedSignIns', ours: 'APP-11', times: 10 },
  { rule: 'Azure.Audit.MultipleProtectionAlerts', ours: 'SIG-20' },
  {
    rule: 'Azure.Audit.RoleChangedPIM',
    ours: 'SIG-13',
    unmet: { 'Add member to role (Non PIM)': 'a role was given, and SIG-13 is about any role given' },
  },
  {
    rule: 'Azure.Audit.DeviceCodeBrokerClient',
    ours: 'SIG-03',
    unmet: {
      'Device Code Without Broker Client': 'SIG-03 is about any device code that is new to the user',
    },
  },
  {
    rule: 'Azure.Audit.LegacyAuth',
    ours: 'SIG-16',
    unmet: { 'Sign-In with legacy auth, KNOWN_EXCEPTION': allowList },
  },
  { rule: 'Microsoft365.MFA.Disabled', ours: 'SIG-17' },
  { rule: 'Microsoft365.Brute.Force.Login.by.User', ours: 'SIG-15', times: 10 },
  { rule: 'Microsoft365.Exchange.External.Forwarding', ours: 'RUL-01 RUL-04' },
  {
    rule: 'Microsoft365.External.Document.Sharing',
    unmet: { 'External user': 'sharing of documents: no rule of ours is about it' },
  },
  {
    rule: 'Microsoft.Graph.Passthrough',
    unmet: {
      'Anonymous Login Event (v2)': 'passes alerts of other products on: not a detection',
      'Password Spray Event (v2)': 'passes alerts of other products on: not a detection',
    },
  },
]
