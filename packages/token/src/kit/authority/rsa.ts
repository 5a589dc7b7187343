import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto'
import { seededBytes } from './random.js'

/** RSA keys that a seed decides, so that a run can be repeated and no private key lies in the source. */

const publicExponent = 65_537n

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

export function bigIntBytes(value: bigint, length = 0): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return bytes.length >= length ? bytes : Buffer.concat([Buffer.alloc(length - bytes.length), bytes])
}

export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - quotient * y]
  }
  return ((x % modulus) + modulus) % modulus
}

const smallPrimes = (() => {
  const limit = 20_000
  const composite = new Uint8Array(limit)
  const primes: number[] = []
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue
    primes.push(n)
    for (let multiple = n * n; multiple < limit; multiple += n) composite[multiple] = 1
  }
  return primes.slice(1)
})()

/** The first prime after a seeded start. A sieve over the window leaves few candidates for the real test. */
function prime(seed: string, name: string, bits: number): bigint {
  const start = Buffer.from(seededBytes(seed, name).take(bits / 8))
  // The two top bits make a product of two such primes exactly twice as long.
  start[0] = (start[0] ?? 0) | 0xc0
  start[start.length - 1] = (start.at(-1) ?? 0) | 1
  const first = toBigInt(start)
  const window = 8_192
  const composite = new Uint8Array(window)
  for (const small of smallPrimes) {
    const rest = Number(first % BigInt(small))
    // first + 2k is divisible when k = -rest / 2 modulo small.
    let k = rest === 0 ? 0 : ((small - rest) * ((small + 1) / 2)) % small
    for (; k < window; k += small) composite[k] = 1
  }
  for (let k = 0; k < window; k++) {
    const candidate = first + 2n * BigInt(k)
    if (composite[k] || (candidate - 1n) % publicExponent === 0n) continue
    if (checkPrimeSync(candidate)) return candidate
  }
  return prime(seed, `${name}'`, bits)
}

const base64url = (value: bigint): string => bigIntBytes(value).toString('base64url')

export interface RsaKey {
  readonly privateKey: KeyObject
  readonly n: string
  readonly e: string
  readonly modulusBytes: Buffer
}

const made = new Map<string, RsaKey>()

/** The key of this name under this seed; made once per process. */
export function seededRsaKey(seed: string, name: string, bits = 2048): RsaKey {
  const id = `${seed}\u0000${name}\u0000${bits}`
  const known = made.get(id)
  if (known) return known
  const [p, q] = [prime(seed, `${name} p`, bits / 2), prime(seed, `${name} q`, bits / 2)]
  const d = inverse(publicExponent, (p - 1n) * (q - 1n))
  const [n, e] = [base64url(p * q), base64url(publicExponent)]
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n,
      e,
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    },
  })
  const key = { privateKey, n, e, modulusBytes: bigIntBytes(p * q) }
  made.set(id, key)
  return key
}
