import type { DecodedToken, JsonObject } from './decode.js'

/** The claims of a token that passed every check: these names are present with these types. */
export interface EntraClaims {
  readonly iss: string
  readonly aud: string
  readonly sub: string
  readonly exp: number
  readonly nbf: number
  readonly iat: number
  readonly ver: '1.0' | '2.0'
  readonly tid?: string
  readonly oid?: string
  readonly idp?: string
  readonly azp?: string
  readonly appid?: string
  readonly scp?: string
  readonly roles?: readonly string[]
  readonly idtyp?: string
  readonly nonce?: string
  readonly [name: string]: unknown
}

export interface VerifiedToken {
  readonly claims: EntraClaims
  readonly kind: 'delegated' | 'app' | 'id'
  /** The tenant whose data this caller may touch: never the guest's home tenant. */
  readonly tenantId: string
  /** The one key to store and compare a caller by: tenant and object, never e-mail or name, which change. */
  readonly identity: string
  /** Where a guest signed in, for display only. */
  readonly homeIssuer?: string
  readonly clientId?: string
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  readonly kid: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const kindOf = (payload: JsonObject, use: 'access' | 'id'): VerifiedToken['kind'] => {
  if (use === 'id') return 'id'
  return payload.idtyp === 'app' ? 'app' : 'delegated'
}

/** Reads the result out of a token that has passed; call it on nothing else. */
export function verifiedToken(
  { header, payload }: DecodedToken,
  use: 'access' | 'id',
  fallbackTenant: string | undefined,
): VerifiedToken {
  const tenantId = text(payload.tid) ?? fallbackTenant ?? ''
  const clientId = text(payload.azp) ?? text(payload.appid)
  const homeIssuer = text(payload.idp)
  return {
    claims: payload as EntraClaims,
    kind: kindOf(payload, use),
    tenantId,
    identity: `${tenantId}:${text(payload.oid) ?? text(payload.sub)}`,
    ...(homeIssuer === undefined ? {} : { homeIssuer }),
    ...(clientId === undefined ? {} : { clientId }),
    scopes: text(payload.scp)?.split(' ').filter(Boolean) ?? [],
    roles: Array.isArray(payload.roles) ? payload.roles.filter((role) => typeof role === 'string') : [],
    kid: String(header.kid),
  }
}
