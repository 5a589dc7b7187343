import { makeWorld } from '../authority/world.js'
import { type ProfileName, profileOf } from '../profiles.js'
import { notice } from '../reporters/notice.js'

/** What a service must be told before the kit can test it from outside. The same for every run with one seed. */
export interface SetupSheet {
  readonly notice: string
  readonly metadataUrl: string
  readonly keySetUrl: string
  readonly issuerTemplate: string
  readonly tenants: 'organizations' | readonly string[]
  readonly audience: string
  readonly clients: readonly string[]
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
}

export function setupSheet(options: {
  readonly port: number
  readonly seed?: string
  readonly profile?: ProfileName
  readonly issuers?: 'real' | 'loopback'
}): SetupSheet {
  const origin = `http://127.0.0.1:${options.port}`
  const issuerBase = options.issuers === 'loopback' ? { issuerBase: origin } : {}
  const world = makeWorld({ seed: options.seed ?? 'taxi', startedAt: 0, ...issuerBase })
  const { tenants, audience, clients, scopes, roles } = profileOf(world, options.profile ?? 'workforce')
  return {
    notice,
    metadataUrl: `${origin}/common/v2.0/.well-known/openid-configuration`,
    keySetUrl: `${origin}/common/discovery/v2.0/keys`,
    issuerTemplate: `${world.issuerBase}/{tenantid}/v2.0`,
    tenants,
    audience,
    clients,
    scopes,
    roles,
  }
}
