import { documentAt } from './documents.js'
import { type KeyName, kitKey, sharedKeySet } from './keys.js'
import type { World } from './world.js'

/** What can go wrong with an authority; everything else about it is fixed. */
export interface AuthorityState {
  /** Keys in the shared key set, in order. */
  published: readonly KeyName[]
  /** `own`: a tenant's own endpoint leaves other issuers' keys out. `merged`: it serves the shared set (worst case). */
  tenantKeySets: 'own' | 'merged'
  /** `down` answers 503, `silent` never answers, `bad-tls` offers the keys under a certificate nobody should take. */
  fault: 'none' | 'down' | 'silent' | 'bad-tls'
  /** Members laid over every metadata document. */
  metadata: { readonly issuer?: string; readonly jwks_uri?: string }
  /** Where key set requests are sent on to. */
  redirectKeysTo?: string
  /** Keys every key set is replaced by. */
  substitute?: readonly KeyName[]
}

export interface Reply {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** An emulated authority. It answers for the hosts of the real ones, from memory: nothing of it is on the net. */
export interface Authority {
  readonly world: World
  readonly state: AuthorityState
  /** Key set requests answered or begun since the last reset. */
  readonly keyRequests: () => number
  readonly metadataRequests: () => number
  readonly canaryHits: () => number
  reset(): void
  /** Never resolves while the authority is silent. */
  respond(url: URL): Promise<Reply>
}

/** A host of the attacker's: whoever fetches from it has followed a pointer in a token or a redirect. */
export const canaryHost = 'keys.canary.example'

const json = (body: unknown): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const empty = (status: number, headers: Reply['headers'] = {}): Reply => ({ status, headers, body: '' })

const initialState = (tenantKeySets: AuthorityState['tenantKeySets']): AuthorityState => ({
  published: sharedKeySet,
  tenantKeySets,
  fault: 'none',
  metadata: {},
})

export function makeAuthority(
  world: World,
  tenantKeySets: AuthorityState['tenantKeySets'] = 'merged',
): Authority {
  const state = initialState(tenantKeySets)
  let keyRequests = 0
  let metadataRequests = 0
  let canaryHits = 0
  return {
    world,
    state,
    keyRequests: () => keyRequests,
    metadataRequests: () => metadataRequests,
    canaryHits: () => canaryHits,
    reset() {
      for (const name of Object.keys(state)) delete state[name as 'redirectKeysTo']
      Object.assign(state, initialState(tenantKeySets))
      keyRequests = 0
      metadataRequests = 0
      canaryHits = 0
    },
    async respond(url) {
      if (url.host === canaryHost) {
        canaryHits += 1
        return json({ keys: [kitKey(world, 'impostor').jwk] })
      }
      const found = documentAt(world, state, url)
      if (found?.kind === 'keys') keyRequests += 1
      if (found?.kind === 'metadata') metadataRequests += 1
      if (state.fault === 'silent') return new Promise(() => {})
      if (state.fault === 'down') return empty(503)
      if (found === undefined) return empty(404)
      if (found.kind === 'metadata') return json({ ...found.body, ...state.metadata })
      return state.redirectKeysTo === undefined
        ? json(found.body)
        : empty(302, { location: state.redirectKeysTo })
    },
  }
}
