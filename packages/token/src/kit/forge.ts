import { createPublicKey } from 'node:crypto'
import { type KeyName, type KitKey, kitKey } from './authority/keys.js'
import { exponentOneSignature, hmac, signText } from './authority/sign.js'
import type { World } from './authority/world.js'

export type Claims = { readonly [name: string]: unknown }

export interface TokenParts {
  /** Default `enterprise1`. */
  readonly key?: KeyName
  /** Laid over `{ alg, typ: 'JWT', kid }`; undefined takes a member out. */
  readonly header?: Claims
  readonly claims: Claims
  /** Verbatim payload text, where the point is JSON no object can hold. */
  readonly payloadText?: string
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')
const without = (members: Claims): Claims =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** Makes tokens, lawful and forged, at a moment of the kit's clock. */
export interface Forge {
  readonly world: World
  /** Seconds since 1970. */
  readonly now: number
  key(name: KeyName): KitKey
  sign(parts: TokenParts): string
  /** The same text with a signature of the caller's making. */
  signedBy(parts: TokenParts, signature: (text: string, key: KitKey) => Uint8Array): string
  /** HMAC keyed with something public about the key. */
  confused(parts: TokenParts, secret: 'pem' | 'der' | 'modulus'): string
}

export function makeForge(world: World, nowMs: number): Forge {
  const key = (name: KeyName) => kitKey(world, name)
  const text = (parts: TokenParts): string => {
    const { kid } = key(parts.key ?? 'enterprise1')
    const header = without({ alg: 'RS256', typ: 'JWT', kid, ...parts.header })
    return `${encode(JSON.stringify(header))}.${encode(parts.payloadText ?? JSON.stringify(without(parts.claims)))}`
  }
  const signedBy: Forge['signedBy'] = (parts, signature) => {
    const signed = text(parts)
    const mark = signature(signed, key(parts.key ?? 'enterprise1'))
    return `${signed}.${Buffer.from(mark).toString('base64url')}`
  }
  return {
    world,
    now: Math.floor(nowMs / 1000),
    key,
    signedBy,
    sign: (parts) =>
      signedBy(parts, (signed, { name, rsa }) =>
        name === 'exponentOne'
          ? exponentOneSignature(rsa, signed)
          : signText(String(parts.header?.alg ?? 'RS256'), rsa, signed),
      ),
    confused: (parts, secret) =>
      signedBy({ ...parts, header: { ...parts.header, alg: 'HS256' } }, (signed, { rsa }) => {
        const published = createPublicKey(rsa.privateKey)
        const secrets = {
          pem: () => Buffer.from(published.export({ format: 'pem', type: 'spki' })),
          der: () => published.export({ format: 'der', type: 'spki' }),
          modulus: () => rsa.modulusBytes,
        }
        return hmac(secrets[secret](), signed)
      }),
  }
}
