import type { SignIn } from '../happening.js'
import type { Tenant } from '../world/tenant.js'
import { logAnalyticsSignIn } from './log-analytics-signin.js'
import { withTexts } from './office-activity.js'
import { array, csv, type ShapeWriter } from './writer.js'

const files = {
  interactive: 'SigninLogs',
  nonInteractive: 'AADNonInteractiveUserSignInLogs',
  servicePrincipal: 'AADServicePrincipalSignInLogs',
} as const

const kinds = Object.keys(files) as (keyof typeof files)[]

const emptySignIn = (kind: SignIn['kind']): SignIn => ({
  id: '',
  uti: '',
  time: 0,
  kind,
  app: { id: '', name: '' },
  resource: { id: '', name: '' },
  ip: '',
  network: { asn: 0, country: '', city: '', state: '', v4: '' },
  correlationId: '',
  incomingTokenType: 'none',
  protocol: 'none',
  clientAppUsed: '',
  userAgent: '',
  error: 0,
  multiFactor: false,
  continuousAccess: false,
})

const columnsOf = (tenant: Tenant, kind: SignIn['kind']): string[] => {
  const happening = { kind: 'signIn' as const, id: '', time: 0, arrival: 0, build: () => emptySignIn(kind) }
  return Object.keys(logAnalyticsSignIn(tenant, emptySignIn(kind), happening))
}

/** One file per table, as they are exported. */
export const sentinelSigninsJson: readonly ShapeWriter<'signIn'>[] = kinds.map((kind) => ({
  id: 'sentinel-signin-json',
  aliases: ['sentinel-signin', 'sentinel-signins'],
  about: 'Sentinel sign-in tables as JSON, one file per table',
  kind: 'signIn',
  file: `${files[kind]}.json`,
  accepts: (signIn) => signIn.kind === kind,
  open: (tenant) => array((signIn, happening) => logAnalyticsSignIn(tenant, signIn, happening)),
}))

export const sentinelSigninsCsv: readonly ShapeWriter<'signIn'>[] = kinds.map((kind) => ({
  id: 'sentinel-signin-csv',
  about: 'Sentinel sign-in tables as CSV, one file per table',
  kind: 'signIn',
  file: `${files[kind]}.csv`,
  accepts: (signIn) => signIn.kind === kind,
  open: (tenant) =>
    csv(columnsOf(tenant, kind), (signIn, happening) =>
      withTexts(logAnalyticsSignIn(tenant, signIn, happening)),
    ),
}))
