import { constant, type Sql } from '../sql/statement.js'

/**
 * What kind of hand a client family is. Interactive clients act for a person who signed in; service REST runs
 * inside Microsoft's back-end or through Graph, often with an address of Microsoft's. The two are never mixed
 * when reads without a sign-in are counted.
 */
export type ClientClass = 'interactive' | 'service-rest' | 'system' | 'unknown'

/** First `Client=` value of a ClientInfoString, lower case → class. */
export const clientClasses: Readonly<Record<string, Exclude<ClientClass, 'unknown'>>> = {
  owa: 'interactive',
  msexchangerpc: 'interactive',
  mapihttp: 'interactive',
  webservices: 'interactive',
  ews: 'interactive',
  activesync: 'interactive',
  airsync: 'interactive',
  'pop3/imap4': 'interactive',
  pop3: 'interactive',
  imap4: 'interactive',
  pop: 'interactive',
  imap: 'interactive',
  rest: 'service-rest',
  restsystem: 'service-rest',
  outlookservice: 'service-rest',
  tba: 'system',
  'hub transport': 'system',
  management: 'system',
  ediscovery: 'system',
  'microsoft.exchange.powershell': 'system',
}

export const classOfClient = (family: string | null): ClientClass =>
  clientClasses[family?.toLowerCase() ?? ''] ?? 'unknown'

const cases = Object.entries(clientClasses)
  .map(([family, name]) => `WHEN '${family}' THEN '${name}'`)
  .join(' ')

/** The class of a row of `audit`, as SQL. System logons (transport, service, best access) are never a person. */
export const clientClass: Sql = constant(
  `CASE WHEN LogonType IN (3, 4, 5) THEN 'system' ELSE CASE lower(ClientFamily) ${cases} ELSE 'unknown' END END`,
)
