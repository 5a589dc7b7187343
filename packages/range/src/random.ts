/**
 * Randomness as a value. A stream is named by a path of words and numbers below the seed, so that each habit,
 * storyline, person and day draws from its own stream and none of them can shift another's numbers.
 * Only integer operations and exact doubles are used: the same seed gives the same bytes on every machine.
 */

export type Key = readonly [number, number, number, number]

const root: Key = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x5bd1e995]

/** Four 32-bit words from a key and one more part of the path. */
export function derive(key: Key, part: string | number): Key {
  let [a, b, c, d] = key
  const mix = (k: number): void => {
    a = b ^ Math.imul(a ^ k, 597399067)
    b = c ^ Math.imul(b ^ k, 2869860233)
    c = d ^ Math.imul(c ^ k, 951274213)
    d = a ^ Math.imul(d ^ k, 2716044179)
  }
  if (typeof part === 'number') {
    mix(part | 0)
    mix(0x10000 ^ Math.floor(part / 4294967296))
  } else {
    for (let i = 0; i < part.length; i++) mix(part.charCodeAt(i))
    mix(0x20000 ^ part.length)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

export class Stream {
  readonly key: Key
  private a: number
  private b: number
  private c: number
  private d: number

  constructor(key: Key) {
    this.key = key
    ;[this.a, this.b, this.c, this.d] = key
    for (let i = 0; i < 8; i++) this.next()
  }

  static seeded(seed: string | number): Stream {
    return new Stream(derive(root, String(seed)))
  }

  /** The stream of that name below this one; it does not depend on what was drawn here. */
  at(...path: readonly (string | number)[]): Stream {
    return new Stream(path.reduce(derive, this.key))
  }

  /** Uniform 32-bit integer (sfc32). */
  next(): number {
    const sum = (this.a + this.b + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return sum >>> 0
  }

  /** Uniform integer in [0, bound); bound up to 2^21. */
  below(bound: number): number {
    return Math.floor((this.next() * bound) / 4294967296)
  }

  /** Uniform integer in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True in `permille` of 1,000 cases. */
  chance(permille: number): boolean {
    return this.below(1000) < permille
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new RangeError('pick from an empty list')
    return item
  }

  /** `count` distinct elements in random order; all of them when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list]
    const size = Math.min(count, rest.length)
    for (let i = 0; i < size; i++) {
      const j = i + this.below(rest.length - i)
      const held = rest[i] as T
      rest[i] = rest[j] as T
      rest[j] = held
    }
    return rest.slice(0, size)
  }

  /** A count whose mean is `mean1000 / 1000`. */
  about(mean1000: number): number {
    const low = Math.floor(mean1000 / 2)
    const drawn = low + this.below(Math.max(1, mean1000 - low) + Math.floor(mean1000 / 2))
    return Math.floor(drawn / 1000) + (this.below(1000) < drawn % 1000 ? 1 : 0)
  }
}

/** A stable number for a text, for choices that must not depend on any stream. */
export function hash32(text: string): number {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  h ^= h >>> 15
  h = Math.imul(h, 2246822507)
  return (h ^ (h >>> 13)) >>> 0
}
