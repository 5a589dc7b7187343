/**
 * Labels published beside unit-test records of other people's rules, mapped by meaning to ours. `times` is for
 * upstream rules that count: their label stands for one of many events, so the record is given that often.
 */
export interface Label {
  readonly rule: string
  /** Which of our rules answers. */
  readonly ours: string
  readonly times?: number
  /** Fields of the further records of a positive label that counts distinct values. */
  readonly further?: Readonly<Record<string, unknown>>
  /** What upstream's test is configured with, as our watchlists: test name -> watchlist -> search keys. */
  readonly configured?: Readonly<Record<string, Watchlists>>
}

export type Watchlists = Readonly<Record<string, readonly string[]>>

const sharing = (key: string): Watchlists => ({ SharingExceptions: [key] })

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
  { rule: 'Azure.Audit.RiskLevelPassthrough', ours: 'SIG-25' },
  { rule: 'Azure.Audit.ManyFailedSignIns', ours: 'APP-11', times: 10 },
  { rule: 'Azure.Audit.MultipleProtectionAlerts', ours: 'SIG-20' },
  { rule: 'Azure.Audit.RoleChangedPIM', ours: 'SIG-23' },
  { rule: 'Azure.Audit.DeviceCodeBrokerClient', ours: 'SIG-24' },
  {
    rule: 'Azure.Audit.LegacyAuth',
    ours: 'SIG-16',
    configured: {
      'Sign-In with legacy auth, KNOWN_EXCEPTION': {
        LegacyProtocolExceptions: ['homer.simpson@springfield.org'],
      },
    },
  },
  { rule: 'Microsoft365.MFA.Disabled', ours: 'SIG-17' },
  { rule: 'Microsoft365.Brute.Force.Login.by.User', ours: 'SIG-15', times: 10 },
  { rule: 'Microsoft365.Exchange.External.Forwarding', ours: 'RUL-01 RUL-04' },
  {
    rule: 'Microsoft365.External.Document.Sharing',
    ours: 'SHR-01',
    configured: {
      'Allowed Domain': sharing('alloweddomain.com'),
      'Allowed User': sharing('exception@outsider.com'),
      'Allowed Folder': sharing('Documents/External'),
    },
  },
  { rule: 'Microsoft.Graph.Passthrough', ours: 'ALR-01' },
]
