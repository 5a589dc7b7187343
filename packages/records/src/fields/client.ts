/** What a ClientInfoString says: `Client=OWA;Action=ViaProxy`, `Client=REST;Client=RESTSystem;;`, … */
export interface ClientInfo {
  /** The first `Client=`: OWA, REST, RESTSystem, MSExchangeRPC, WebServices, ActiveSync, POP3/IMAP4, … */
  readonly family?: string
  readonly protocol?: string
  readonly action?: string
  readonly service?: string
  readonly userAgent?: string
  readonly appId?: string
}

/**
 * Takes a ClientInfoString apart. `Client=REST;Client=RESTSystem` is a service call without a person behind it
 * and is told apart from plain REST by its second `Client=`.
 */
export function clientInfo(text: string | undefined): ClientInfo {
  if (!text) return {}
  const clients = [...text.matchAll(/\bClient=([^;[\]]*)/g)].map((match) => match[1]?.trim() ?? '')
  const named = (key: string) => new RegExp(`\\b${key}=([^;]*)`).exec(text)?.[1]?.trim() || undefined
  const appId = /\[AppId=([^\]]*)\]/i.exec(text)?.[1]
  const family = clients.includes('RESTSystem') ? 'RESTSystem' : clients.find(Boolean)
  const userAgent = named('UserAgent') ?? afterFamily(text)
  const action = named('Action')
  const protocol = named('Protocol')
  const service = named('Service')
  return {
    ...(family && { family }),
    ...(protocol && { protocol }),
    ...(action && { action }),
    ...(service && { service }),
    ...(userAgent && { userAgent: userAgent.replace(/\[AppId=[^\]]*\]?$/i, '') }),
    ...(appId && { appId: appId.toLowerCase() }),
  }
}

/** Where no `UserAgent=` is written the detail after the family is one: `Client=OWA;Mozilla/5.0 …`. */
function afterFamily(text: string): string | undefined {
  const detail = text
    .split(';')
    .slice(1)
    .find((part) => part.trim() && !/^\s*\w+=/.test(part))
  return detail && /[/ ]/.test(detail) ? detail.trim() : undefined
}
