import type { Position } from './sphere.js'

const letters = '0123456789bcdefghjkmnpqrstuvwxyz'

export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export function geohashOf([longitude, latitude]: Position, length: number): string {
  let [west, east, south, north] = [-180, 180, -90, 90]
  let out = ''
  for (let bits = 0, value = 0, bit = 0; out.length < length; bits++) {
    const along = bits % 2 === 0
    const middle = along ? (west + east) / 2 : (south + north) / 2
    const upper = (along ? longitude : latitude) >= middle
    if (along) [west, east] = upper ? [middle, east] : [west, middle]
    else [south, north] = upper ? [middle, north] : [south, middle]
    value = value * 2 + (upper ? 1 : 0)
    if (++bit === 5) {
      out += letters[value]
      ;[value, bit] = [0, 0]
    }
  }
  return out
}

/** The box a geohash stands for; undefined when it is none. */
export function boxOf(hash: string): Box | undefined {
  if (hash === '' || hash.length > 18) return undefined
  let [west, east, south, north] = [-180, 180, -90, 90]
  let along = true
  for (const letter of hash.toLowerCase()) {
    const value = letters.indexOf(letter)
    if (value < 0) return undefined
    for (let bit = 4; bit >= 0; bit--) {
      const upper = ((value >> bit) & 1) === 1
      const middle = along ? (west + east) / 2 : (south + north) / 2
      if (along) [west, east] = upper ? [middle, east] : [west, middle]
      else [south, north] = upper ? [middle, north] : [south, middle]
      along = !along
    }
  }
  return { west, south, east, north }
}

/** The eight cells around, in the order of Kusto's reference. */
export function neighbours(hash: string): string[] | undefined {
  const box = boxOf(hash)
  if (!box) return undefined
  const [width, height] = [box.east - box.west, box.north - box.south]
  const [x, y] = [(box.east + box.west) / 2, (box.north + box.south) / 2]
  const around: readonly (readonly [number, number])[] = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [0, 1],
    [-1, 0],
    [1, 1],
    [1, 0],
    [0, -1],
  ]
  return around.map(([dx, dy]) =>
    geohashOf(
      [((x + dx * width + 540) % 360) - 180, Math.max(-89.999999, Math.min(89.999999, y + dy * height))],
      hash.length,
    ),
  )
}
