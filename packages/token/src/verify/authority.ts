import { type Cloud, type CloudName, clouds, consumerTenant } from './clouds.js'

export type TokenVersion = '1.0' | '2.0'

export type EntraAuthority =
  | { readonly kind: 'entra' }
  /** Entra External ID (CIAM): one tenant behind `<subdomain>.ciamlogin.com`. */
  | { readonly kind: 'external-id'; readonly subdomain: string; readonly tenantId: string }
  /** Azure AD B2C: one tenant and one user flow behind `<subdomain>.b2clogin.com`. */
  | {
      readonly kind: 'b2c'
      readonly subdomain: string
      readonly tenantId: string
      readonly userFlow: string
    }

/** Everything the checks need to know about who may sign, as plain functions of the tenant. */
export interface Authority {
  readonly kind: EntraAuthority['kind']
  readonly metadataUrl: string
  /** The `issuer` its metadata must state, letter by letter. */
  readonly metadataIssuer: string
  /** Hosts its key set may be fetched from. */
  readonly keyHosts: readonly string[]
  readonly cloudInstanceName: string
  readonly versions: readonly TokenVersion[]
  /** The only `iss` a token of this version and tenant may carry; undefined where the pair cannot exist. */
  issuer(version: unknown, tenant: string): string | undefined
  /** The issuer a key must be published for to sign this `iss`: exact, or by template. */
  keyIssuers(iss: unknown): readonly string[]
  /**
   * `key`: each key must say for which issuer and cloud it signs. `metadata`: the endpoint serves one tenant and
   * leaves the two out (B2C does), so the metadata's issuer stands in for a missing one.
   */
  readonly keyBinding: 'key' | 'metadata'
  readonly tenantClaim: 'required' | 'optional'
  /** Tenants it can issue for, where it is bound to one. */
  readonly tenant?: string
  readonly userFlow?: string
}

const template = '{tenantid}'

function between(text: string, before: string, after: string): string | undefined {
  const inside = text.slice(before.length, text.length - after.length)
  return text.length > before.length + after.length && text === `${before}${inside}${after}`
    ? inside
    : undefined
}

function entra(cloud: Cloud, segment: string, appId: string | undefined): Authority {
  const v2 = (tenant: string) => `https://${cloud.loginHost}/${tenant}/v2.0`
  const query = appId === undefined ? '' : `?appid=${encodeURIComponent(appId)}`
  const single = segment !== 'common' && segment !== 'organizations'
  return {
    kind: 'entra',
    metadataUrl: `${v2(segment)}/.well-known/openid-configuration${query}`,
    metadataIssuer: v2(single ? segment : template),
    keyHosts: [cloud.loginHost, ...(cloud.otherKeyHosts ?? [])],
    cloudInstanceName: cloud.cloudInstanceName,
    versions: ['1.0', '2.0'],
    issuer(version, tenant) {
      if (version === '2.0') return v2(tenant)
      // Personal accounts never had a v1 issuer.
      if (version === '1.0' && tenant !== consumerTenant) return `${cloud.v1IssuerBase}${tenant}/`
      return undefined
    },
    // One key signs both versions and is published under the v2 name, so a v1 issuer is read as its v2 twin.
    keyIssuers(iss) {
      if (typeof iss !== 'string') return []
      const tenant =
        between(iss, `https://${cloud.loginHost}/`, '/v2.0') ?? between(iss, cloud.v1IssuerBase, '/')
      if (tenant === undefined) return []
      // A template key speaks for organisations; the consumer tenant is only ever named in full.
      return tenant === consumerTenant ? [v2(tenant)] : [v2(tenant), v2(template)]
    },
    keyBinding: 'key',
    tenantClaim: 'required',
  }
}

function oneTenant(fields: {
  readonly kind: 'external-id' | 'b2c'
  readonly metadataUrl: string
  readonly issuer: string
  readonly host: string
  readonly version: TokenVersion
  readonly tenantId: string
  readonly userFlow?: string
}): Authority {
  return {
    kind: fields.kind,
    metadataUrl: fields.metadataUrl,
    metadataIssuer: fields.issuer,
    keyHosts: [fields.host, new URL(fields.issuer).host],
    cloudInstanceName: clouds.commercial.cloudInstanceName,
    versions: [fields.version],
    issuer: (version, tenant) =>
      version === fields.version && tenant === fields.tenantId ? fields.issuer : undefined,
    keyIssuers: (iss) => (iss === fields.issuer ? [fields.issuer] : []),
    keyBinding: 'metadata',
    tenantClaim: fields.kind === 'b2c' ? 'optional' : 'required',
    tenant: fields.tenantId,
    ...(fields.userFlow === undefined ? {} : { userFlow: fields.userFlow }),
  }
}

/** The authority the options describe. `tenants` picks the metadata: one tenant's own, or the shared one. */
export function authorityOf(options: {
  readonly cloud: CloudName
  readonly authority: EntraAuthority
  readonly tenants: 'organizations' | readonly string[]
  readonly customSigningKeyAppId?: string | undefined
}): Authority {
  const { authority, tenants } = options
  if (authority.kind === 'external-id') {
    const host = `${authority.subdomain}.ciamlogin.com`
    return oneTenant({
      kind: 'external-id',
      metadataUrl: `https://${host}/${authority.tenantId}/v2.0/.well-known/openid-configuration`,
      issuer: `https://${authority.tenantId}.ciamlogin.com/${authority.tenantId}/v2.0`,
      host,
      version: '2.0',
      tenantId: authority.tenantId,
    })
  }
  if (authority.kind === 'b2c') {
    const host = `${authority.subdomain}.b2clogin.com`
    const tenant = `${authority.subdomain}.onmicrosoft.com`
    return oneTenant({
      kind: 'b2c',
      metadataUrl: `https://${host}/${tenant}/${authority.userFlow}/v2.0/.well-known/openid-configuration`,
      issuer: `https://${host}/${authority.tenantId}/v2.0/`,
      host,
      // B2C writes ver 1.0 into tokens of its v2 endpoint.
      version: '1.0',
      tenantId: authority.tenantId,
      userFlow: authority.userFlow,
    })
  }
  const [first, ...others] = tenants === 'organizations' ? [] : tenants
  const listed = others.length > 0 && tenants !== 'organizations' && tenants.includes(consumerTenant)
  const segment = first !== undefined && others.length === 0 ? first : listed ? 'common' : 'organizations'
  return entra(clouds[options.cloud], segment, options.customSigningKeyAppId)
}
