/** Vertices of several shapes: those that lie together are one. */
import { angle, type Position, positionOf, type Vector, vectorOf } from './sphere.js'

export interface GeoNode {
  readonly id: number
  readonly vector: Vector
  readonly position: Position
}

/** Nearer than this (6 micrometres) is the same place. */
export const TOGETHER = 1e-12
const CELL = 1e-6

export class Nodes {
  private readonly cells = new Map<string, GeoNode[]>()
  private count = 0

  /** The node of a given vertex: its coordinates stay as they were written. */
  of(position: Position): GeoNode {
    return this.find(vectorOf(position), position)
  }

  at(vector: Vector): GeoNode {
    return this.find(vector, undefined)
  }

  private find(vector: Vector, position: Position | undefined): GeoNode {
    const [x, y, z] = vector.map((value) => Math.round(value / CELL)) as [number, number, number]
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (let dz = -1; dz <= 1; dz++)
          for (const node of this.cells.get(`${x + dx},${y + dy},${z + dz}`) ?? [])
            if (angle(node.vector, vector) < TOGETHER) return node
    const node = { id: this.count++, vector, position: position ?? positionOf(vector) }
    const key = `${x},${y},${z}`
    this.cells.set(key, [...(this.cells.get(key) ?? []), node])
    return node
  }
}

export type Edge = readonly [from: GeoNode, to: GeoNode]

export const keyOf = (from: GeoNode, to: GeoNode): string => `${from.id}>${to.id}`
