import { type Profile, profileNames, type TargetAdapter } from '../kit/index.js'
import type { EntraAuthority } from '../verify/authority.js'
import { type CheckLists, checkLists } from '../verify/checks/index.js'
import { TokenRejection } from '../verify/errors.js'
import { type MetadataCheck, metadataChecks } from '../verify/keys/metadata.js'
import { verifierWith } from '../verify/verifier.js'

/** Our verifier as a target of the kit. This folder alone knows both: the kit never imports the verifier. */

function authorityOf(profile: Profile): EntraAuthority {
  const [tenantId = ''] = profile.tenants
  const { subdomain = '', userFlow = '' } = profile
  if (profile.authority === 'external-id') return { kind: 'external-id', subdomain, tenantId }
  return profile.authority === 'b2c' ? { kind: 'b2c', subdomain, tenantId, userFlow } : { kind: 'entra' }
}

export type Lists = CheckLists & { readonly metadata: readonly MetadataCheck[] }
export const allChecks: Lists = { ...checkLists, metadata: metadataChecks }

/** The verifier with these checks, as an adapter; the mutation run leaves one out at a time. */
export function adapterWith(lists: Lists, name: string): TargetAdapter {
  return {
    name,
    profiles: profileNames,
    transport: 'fetch',
    clock: 'kit',
    create({ profile, fetch, now }) {
      const { customSigningKeyAppId } = profile
      const verifier = verifierWith(
        {
          cloud: profile.cloud,
          authority: authorityOf(profile),
          tenants: profile.tenants,
          audiences: [profile.audience],
          clients: profile.clients,
          scopes: profile.scopes,
          roles: profile.roles,
          versions: profile.versions,
          use: profile.use,
          ...(customSigningKeyAppId === undefined ? {} : { customSigningKeyAppId }),
          fetch,
          now,
        },
        lists,
      )
      return {
        async present(token, expected) {
          try {
            const { identity } = await verifier.verify(token, expected)
            return { kind: 'accepted', identity, status: 200 }
          } catch (error) {
            if (!(error instanceof TokenRejection)) throw error
            return { kind: 'refused', code: error.code, status: error.status }
          }
        },
      }
    },
  }
}

/** What `taxi token conformance --self` runs. */
export const selfAdapter: TargetAdapter = adapterWith(allChecks, '@bigyellowtaxi/token')
