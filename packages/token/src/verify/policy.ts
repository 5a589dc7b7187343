import { type Authority, authorityOf, type EntraAuthority, type TokenVersion } from './authority.js'
import { type CloudName, clouds, isGuid } from './clouds.js'
import { TokenOptionsError } from './errors.js'

/** What a service says about the tokens it takes. Every list is exact: no prefixes, no patterns. */
export interface EntraPolicyOptions {
  /** Default `commercial`. */
  readonly cloud?: CloudName
  /** Default Entra ID (workforce, and personal accounts where `tenants` names their tenant). */
  readonly authority?: EntraAuthority
  /** Tenant GUIDs, or `organizations` for any work or school tenant (never personal accounts). */
  readonly tenants: 'organizations' | readonly string[]
  readonly audiences: readonly string[]
  /** Application ids that may hold a token for this service (`azp`/`appid`). Default: any. */
  readonly clients?: readonly string[]
  /** A delegated token must carry one of these scopes. */
  readonly scopes?: readonly string[]
  /** An app-only token must carry one of these app roles. */
  readonly roles?: readonly string[]
  /** Default both, each with its own issuer and claims. */
  readonly versions?: readonly TokenVersion[]
  /** `access` (default), or `id` for ID tokens, which then need the `nonce` of the sign-in. */
  readonly use?: 'access' | 'id'
  /** Seconds of clock difference forgiven; default 60, at most 300. */
  readonly clockToleranceSeconds?: number
  /** Longest time from `iat` to `exp`; default 28 h, the longest Microsoft states (continuous access evaluation). */
  readonly maxLifetimeSeconds?: number
  /** Application id whose own signing key signs its tokens (claims mapping): keys are fetched with `?appid=`. */
  readonly customSigningKeyAppId?: string
}

export interface Policy {
  readonly authority: Authority
  readonly tenants?: 'organizations' | ReadonlySet<string>
  readonly audiences?: ReadonlySet<string>
  readonly clients?: ReadonlySet<string>
  readonly scopes?: ReadonlySet<string>
  readonly roles?: ReadonlySet<string>
  readonly versions: ReadonlySet<unknown>
  readonly use: 'access' | 'id'
  readonly toleranceSeconds: number
  readonly maxLifetimeSeconds: number
}

const hours = 3600

function set(
  name: string,
  values: readonly string[] | undefined,
): { readonly [key: string]: ReadonlySet<string> } {
  if (values === undefined) return {}
  if (
    !Array.isArray(values) ||
    values.length === 0 ||
    values.some((value) => typeof value !== 'string' || !value)
  ) {
    throw new TokenOptionsError(`${name} must list at least one value`, `leave ${name} out to not judge it`)
  }
  return { [name]: new Set(values) }
}

function tenantsOf(options: Partial<EntraPolicyOptions>): Pick<Policy, 'tenants'> {
  const { tenants, authority } = options
  if (authority !== undefined && authority.kind !== 'entra') {
    if (isGuid(authority.tenantId)) return { tenants: new Set([authority.tenantId]) }
    throw new TokenOptionsError('tenantId of the authority is not a lower-case GUID', 'look the tenant id up')
  }
  if (tenants === undefined || tenants === 'organizations') return tenants === undefined ? {} : { tenants }
  if (!Array.isArray(tenants) || tenants.length === 0 || !tenants.every(isGuid)) {
    throw new TokenOptionsError(
      "tenants must be 'organizations' or a list of lower-case tenant GUIDs",
      'a domain name or "common" is not a trust boundary: look the tenant id up',
    )
  }
  return { tenants: new Set(tenants) }
}

function bounded(name: string, value: number | undefined, standard: number, most: number): number {
  const seconds = value ?? standard
  if (Number.isFinite(seconds) && seconds >= 0 && seconds <= most) return seconds
  throw new TokenOptionsError(
    `${name} must lie between 0 and ${most} seconds`,
    'the default suits most services',
  )
}

/**
 * The judging half of the options, resolved. Parts left out are not judged, which only `inspect` may do.
 * @throws TokenOptionsError when an option is not usable
 */
export function policyOf(options: Partial<EntraPolicyOptions>): Policy {
  const cloud = options.cloud ?? 'commercial'
  if (!Object.hasOwn(clouds, cloud)) {
    throw new TokenOptionsError('cloud is unknown', `one of ${Object.keys(clouds).join(', ')}`)
  }
  const authority = authorityOf({
    cloud,
    authority: options.authority ?? { kind: 'entra' },
    tenants: options.tenants ?? 'organizations',
    customSigningKeyAppId: options.customSigningKeyAppId,
  })
  return {
    authority,
    ...tenantsOf(options),
    ...set('audiences', options.audiences),
    ...set('clients', options.clients),
    ...set('scopes', options.scopes),
    ...set('roles', options.roles),
    versions: new Set(options.versions ?? authority.versions),
    use: options.use ?? 'access',
    toleranceSeconds: bounded('clockToleranceSeconds', options.clockToleranceSeconds, 60, 300),
    maxLifetimeSeconds: bounded(
      'maxLifetimeSeconds',
      options.maxLifetimeSeconds,
      28 * hours,
      90 * 24 * hours,
    ),
  }
}

/** The same, for a verifier that lets tokens in: who and for whom must be said. */
export function strictPolicyOf(options: EntraPolicyOptions): Policy {
  const policy = policyOf(options)
  if (policy.audiences === undefined) throw new TokenOptionsError('audiences is missing', 'name your own API')
  if (policy.tenants === undefined) {
    throw new TokenOptionsError('tenants is missing', "list the tenants you serve, or say 'organizations'")
  }
  return policy
}
