import type { Authority } from '../authority.js'
import { readKeySet, type SigningKeys } from './signing-key.js'

/** The part of fetch a verifier needs; inject your own for a proxy, or to point a test at an emulated authority. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface Metadata {
  readonly issuer?: unknown
  readonly jwks_uri?: unknown
}

/** A rule for the metadata an authority publishes, before its keys are believed. */
export interface MetadataCheck {
  readonly id: string
  readonly clause: string
  readonly judge: (metadata: Metadata, authority: Authority) => string | undefined
}

const metadataIssuer: MetadataCheck = {
  id: 'metadata-issuer',
  clause: 'OpenID Connect Discovery section 4.3; RFC 8414 section 3.3',
  judge: (metadata, authority) =>
    metadata.issuer === authority.metadataIssuer ? undefined : 'the metadata is of another issuer',
}

const keySetLocation: MetadataCheck = {
  id: 'key-set-location',
  clause: 'OpenID Connect Discovery sections 3 and 7.1; RFC 8414 section 6.1',
  judge: ({ jwks_uri }, authority) => {
    const url = typeof jwks_uri === 'string' && URL.canParse(jwks_uri) ? new URL(jwks_uri) : undefined
    return url?.protocol === 'https:' && authority.keyHosts.includes(url.host)
      ? undefined
      : 'the key set is not on an https host of this authority'
  },
}

export const metadataChecks: readonly MetadataCheck[] = [metadataIssuer, keySetLocation]

/** Many times a real document, and small enough that a hostile one costs nothing. */
const maxCharacters = 1024 * 1024

async function json(url: string, fetch: Fetch, timeoutMs: number): Promise<unknown> {
  // A redirect would let the answer come from a host nobody checked.
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== 200) throw new Error(`status ${response.status}`)
  const text = await response.text()
  if (text.length > maxCharacters) throw new Error('document too large')
  return JSON.parse(text)
}

/**
 * Fetches metadata, then keys.
 * @throws Error with a reason fit for a log when either is missing, late, malformed or from the wrong place
 */
export async function fetchKeys(options: {
  readonly authority: Authority
  readonly fetch: Fetch
  readonly timeoutMs: number
  readonly checks: readonly MetadataCheck[]
}): Promise<SigningKeys> {
  const { authority, fetch, timeoutMs, checks } = options
  const metadata = ((await json(authority.metadataUrl, fetch, timeoutMs)) ?? {}) as Metadata
  for (const check of checks) {
    const reason = check.judge(metadata, authority)
    if (reason !== undefined) throw new Error(reason)
  }
  const keys = readKeySet(await json(String(metadata.jwks_uri), fetch, timeoutMs))
  if (keys === undefined) throw new Error('the key set is not a JWK set')
  return keys
}
