import type { Reject } from '../shape.js'

/** A piece of the input that is one JSON value: where it starts, its verbatim text, what it says. */
export interface Piece {
  readonly line: number
  readonly text: string
  readonly value: unknown
  /** Column names, when the piece is an array of cells (the rows of a query API's answer). */
  readonly columns?: readonly string[]
}

/** JSON.parse as a value: a damaged line is no exception. */
export function parseJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return {
      reason: error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 100) : 'unreadable',
    }
  }
}

export type Scanned = { readonly piece: Piece } | { readonly reject: Reject }

/** Cuts text that arrives in chunks into pieces. Holds no more than the piece it is in. */
export interface Scanner<Item> {
  push(chunk: string): Item[]
  end(): Item[]
}
