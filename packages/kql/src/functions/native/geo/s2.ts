/** S2 cells (https://s2geometry.io/devguide/s2cell_hierarchy): ids as 64-bit numbers, tokens as their hex without final zeros. */
import { type Position, positionOf, type Vector, vectorOf } from './sphere.js'

const MAX_LEVEL = 30
/** Hilbert curve: for each orientation, the (i, j) quadrant of each position along it, and how it turns there. */
const positionToIj = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
] as const
const positionToOrientation = [1, 0, 0, 3] as const

const uvToSt = (u: number): number => (u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u))
const stToUv = (s: number): number => (s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3)

function faceOf(vector: Vector): number {
  const sizes = vector.map(Math.abs)
  const axis = sizes.indexOf(Math.max(...sizes))
  return (vector[axis] ?? 0) < 0 ? axis + 3 : axis
}

function toUv(face: number, [x, y, z]: Vector): readonly [number, number] {
  switch (face) {
    case 0:
      return [y / x, z / x]
    case 1:
      return [-x / y, z / y]
    case 2:
      return [-x / z, -y / z]
    case 3:
      return [z / x, y / x]
    case 4:
      return [z / y, -x / y]
    default:
      return [-y / z, -x / z]
  }
}

function fromUv(face: number, u: number, v: number): Vector {
  switch (face) {
    case 0:
      return [1, u, v]
    case 1:
      return [-u, 1, v]
    case 2:
      return [-u, -v, 1]
    case 3:
      return [-1, -v, -u]
    case 4:
      return [v, -1, -u]
    default:
      return [v, u, -1]
  }
}

export interface Cell {
  readonly face: number
  readonly level: number
  /** Column and row of the cell among the 2^level of its face. */
  readonly i: number
  readonly j: number
}

export function cellAt(vector: Vector, level: number): Cell {
  const axis = faceOf(vector)
  const [u, v] = toUv(axis, vector)
  const size = 2 ** level
  const place = (t: number): number => Math.max(0, Math.min(size - 1, Math.floor(uvToSt(t) * size)))
  return { face: axis, level, i: place(u), j: place(v) }
}

export const cellOf = (position: Position, level: number): Cell => cellAt(vectorOf(position), level)

export function idOf({ face, level, i, j }: Cell): bigint {
  let id = BigInt(face)
  let orientation = face & 1
  for (let bit = level - 1; bit >= 0; bit--) {
    const ij = (Math.floor(i / 2 ** bit) % 2) * 2 + (Math.floor(j / 2 ** bit) % 2)
    const position = positionToIj[orientation]?.indexOf(ij as never) ?? 0
    id = id * 4n + BigInt(position)
    orientation ^= positionToOrientation[position] ?? 0
  }
  return ((id << 1n) | 1n) << BigInt(2 * (MAX_LEVEL - level))
}

export const tokenOf = (cell: Cell): string => idOf(cell).toString(16).padStart(16, '0').replace(/0+$/, '')

export function cellOfToken(token: string): Cell | undefined {
  if (!/^[\da-fA-F]{1,16}$/.test(token)) return undefined
  const id = BigInt(`0x${token.padEnd(16, '0')}`)
  if (id === 0n) return undefined
  let zeros = 0
  while (((id >> BigInt(zeros)) & 1n) === 0n) zeros++
  const face = Number(id >> 61n)
  if (face > 5 || zeros % 2 === 1 || zeros > 60) return undefined
  const level = MAX_LEVEL - zeros / 2
  let [i, j, orientation] = [0, 0, face & 1]
  for (let step = 0; step < level; step++) {
    const position = Number((id >> BigInt(59 - 2 * step)) & 3n)
    const ij = positionToIj[orientation]?.[position] ?? 0
    ;[i, j] = [i * 2 + (ij >> 1), j * 2 + (ij & 1)]
    orientation ^= positionToOrientation[position] ?? 0
  }
  return { face, level, i, j }
}

const pointAt = ({ face, level }: Cell, i: number, j: number): Vector =>
  fromUv(face, stToUv(i / 2 ** level), stToUv(j / 2 ** level))

export const centreOf = (cell: Cell): Position => positionOf(pointAt(cell, cell.i + 0.5, cell.j + 0.5))

/** Corners counter-clockwise. */
export const cornersOf = (cell: Cell): Position[] =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([di = 0, dj = 0]) => positionOf(pointAt(cell, cell.i + di, cell.j + dj)))

/** The cells around, over the face's border too, in the order of Kusto's reference. */
export function neighboursOf(cell: Cell): Cell[] {
  const steps = [
    [1, 1],
    [-1, -1],
    [1, -1],
    [0, -1],
    [0, 1],
    [1, 0],
    [-1, 0],
    [-1, 1],
  ]
  const own = tokenOf(cell)
  const found = new Map<string, Cell>()
  for (const [di = 0, dj = 0] of steps) {
    const other = cellAt(pointAt(cell, cell.i + 0.5 + di, cell.j + 0.5 + dj), cell.level)
    if (tokenOf(other) !== own) found.set(tokenOf(other), other)
  }
  return [...found.values()]
}
