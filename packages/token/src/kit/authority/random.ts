import { createHash } from 'node:crypto'

/** A stream of bytes that depends on nothing but its name: same seed, same keys, same tokens. */
export interface RandomBytes {
  take(count: number): Uint8Array
}

export function seededBytes(seed: string, name: string): RandomBytes {
  let counter = 0
  let left = Buffer.alloc(0)
  return {
    take(count) {
      while (left.length < count) {
        const block = createHash('sha256').update(`${seed}\u0000${name}\u0000${counter}`).digest()
        left = Buffer.concat([left, block])
        counter += 1
      }
      const taken = left.subarray(0, count)
      left = left.subarray(count)
      return taken
    },
  }
}

/** A GUID of the kit's own, from its seed. */
export function seededGuid(seed: string, name: string): string {
  const hex = Buffer.from(seededBytes(seed, `guid ${name}`).take(16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
