import { base64url, importJWK } from 'jose'
import { type Certificate, readCertificate, withoutLeadingZeros } from './certificate.js'

/** A key as an authority publishes it. Everything beyond `kty` may be missing: the checks judge that. */
export interface PublishedKey {
  readonly kty?: string
  readonly kid?: string
  readonly use?: string
  readonly key_ops?: readonly string[]
  readonly alg?: string
  readonly n?: string
  readonly e?: string
  readonly x5t?: string
  readonly 'x5t#S256'?: string
  readonly x5c?: readonly string[]
  readonly issuer?: string
  readonly cloud_instance_name?: string
}

/** A published key, read once: the checks then only compare. */
export interface SigningKey {
  readonly kid: string
  readonly x5t?: unknown
  readonly x5tS256?: unknown
  /** Whether any private member stands beside the public ones. */
  readonly isPrivate: boolean
  readonly use?: unknown
  readonly keyOps?: unknown
  readonly alg?: unknown
  readonly kty?: unknown
  readonly issuer?: unknown
  readonly cloudInstanceName?: unknown
  readonly modulusBits: number
  readonly exponent: number
  readonly certificate: Certificate | 'none' | 'unreadable' | 'of another key'
  /** How many keys of the set go by this kid. */
  readonly sharing: number
  /** Ready to verify `alg` with; imported once per algorithm. */
  verificationKey(alg: string): Promise<CryptoKey>
}

function bytesOf(value: unknown): Uint8Array {
  try {
    return typeof value === 'string' ? withoutLeadingZeros(base64url.decode(value)) : new Uint8Array()
  } catch {
    return new Uint8Array()
  }
}

const bitsOf = (bytes: Uint8Array): number =>
  bytes[0] === undefined ? 0 : bytes.length * 8 - Math.clz32(bytes[0]) + 24

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

/** RFC 7517 section 4.7: the first certificate must hold the very key the other members describe. */
function certificateOf(x5c: unknown, modulus: Uint8Array, exponent: Uint8Array): SigningKey['certificate'] {
  if (x5c === undefined) return 'none'
  const first = Array.isArray(x5c) ? x5c[0] : undefined
  if (typeof first !== 'string') return 'unreadable'
  try {
    const certificate = readCertificate(Uint8Array.from(atob(first), (char) => char.charCodeAt(0)))
    if (certificate === undefined) return 'unreadable'
    return sameBytes(certificate.modulus, modulus) && sameBytes(certificate.exponent, exponent)
      ? certificate
      : 'of another key'
  } catch {
    return 'unreadable'
  }
}

async function publicKey(jwk: { kty: 'RSA'; n: string; e: string }, alg: string): Promise<CryptoKey> {
  const imported = await importJWK(jwk, alg)
  if (imported instanceof Uint8Array) throw new TypeError('not a public key')
  return imported
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

function signingKey(jwk: PublishedKey & { readonly kid: string }, sharing: number): SigningKey {
  const modulus = bytesOf(jwk.n)
  const exponent = bytesOf(jwk.e)
  const imported = new Map<string, Promise<CryptoKey>>()
  return {
    kid: jwk.kid,
    x5t: jwk.x5t,
    x5tS256: jwk['x5t#S256'],
    isPrivate: privateMembers.some((name) => name in jwk),
    use: jwk.use,
    keyOps: jwk.key_ops,
    alg: jwk.alg,
    kty: jwk.kty,
    issuer: jwk.issuer,
    cloudInstanceName: jwk.cloud_instance_name,
    modulusBits: bitsOf(modulus),
    exponent: exponent.reduce((value, byte) => value * 256 + byte, 0),
    certificate: certificateOf(jwk.x5c, modulus, exponent),
    sharing,
    verificationKey(alg) {
      const known = imported.get(alg)
      if (known) return known
      // Only the numbers go in: use, key_ops and alg are judged by checks of ours, with reasons.
      const fresh = publicKey({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' }, alg)
      imported.set(alg, fresh)
      return fresh
    },
  }
}

/** Keys by kid; of several with one kid the first, which then says that it shares its name. */
export type SigningKeys = ReadonlyMap<string, SigningKey>

/** Reads a JWK set. Entries without a usable name are passed over: no token can name them. */
export function readKeySet(jwks: unknown): SigningKeys | undefined {
  const keys = (jwks as { readonly keys?: unknown } | null | undefined)?.keys
  if (!Array.isArray(keys)) return undefined
  const named = keys.filter(
    (jwk): jwk is PublishedKey & { readonly kid: string } =>
      typeof jwk === 'object' && jwk !== null && typeof jwk.kid === 'string' && jwk.kid !== '',
  )
  const sharing = new Map<string, number>()
  for (const { kid } of named) sharing.set(kid, (sharing.get(kid) ?? 0) + 1)
  const read = new Map<string, SigningKey>()
  for (const jwk of named)
    if (!read.has(jwk.kid)) read.set(jwk.kid, signingKey(jwk, sharing.get(jwk.kid) ?? 1))
  return read
}
