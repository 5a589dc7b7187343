import type { Reject } from '../shape.js'

/** A piece of the input that should be one record: where it starts, and its text. */
export interface Piece {
  readonly line: number
  readonly text: string
  /** Column names, when the piece is an array of cells (the rows of a query API's answer). */
  readonly columns?: readonly string[]
  /** White space before the piece on its line, where nothing else stands there. */
  readonly indent?: string
  /** True when the input ended before the piece did. */
  readonly cut?: true
}

export type Scanned = { readonly piece: Piece } | { readonly reject: Reject }

/** Cuts text that arrives in chunks into pieces. Holds no more than the piece it is in. */
export interface Scanner<Item> {
  push(chunk: string): Item[]
  end(): Item[]
}
