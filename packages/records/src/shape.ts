import type { CanonicalTableName } from './canonical/index.js'

/** One record taken out of an export, not yet typed. */
export interface Unwrapped {
  /** Line of the input (1-based); in a JSON array the line on which the element starts where known, else its number. */
  readonly line: number
  readonly table: CanonicalTableName
  /** The record as it stood in the input: verbatim JSON text, a CSV row as a JSON object of its cells. */
  readonly raw: string
  /** The record in its table's reference form (see `canonical/<table>.ts`), where `raw` is not in it already. */
  readonly doc?: string
}

/** A line that could not become a record: kept, counted, shown. */
export interface Reject {
  readonly line: number
  readonly code: string
  readonly reason: string
  /** The offending text, cut to a readable length. */
  readonly text: string
}

export type Read = { readonly record: Unwrapped } | { readonly reject: Reject }

/** What a sniffer sees: the first bytes of an input, already decoded. */
export interface Head {
  readonly text: string
  /** The header cells, when the text reads as CSV. */
  readonly csvColumns: readonly string[]
  /** The first complete JSON objects found (array elements, envelope `value` elements, or lines). */
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  readonly container: 'csv' | 'ndjson' | 'json-array' | 'json-object' | 'unknown'
}

export type Sniff = { readonly match: true } | { readonly match: false; readonly reason: string }

/** One export shape. The list in `shapes/index.ts` is tried in order; the first match reads the file. */
export interface Shape {
  readonly id: string
  readonly about: string
  /** A pure question about the content, never about the file name. */
  sniff(head: Head): Sniff
  /**
   * True when every line of the input is one record in its table's reference form, so that the lake may hand
   * the lines to the engine without parsing them here.
   */
  readonly verbatimLines?: CanonicalTableName
  /** Unwraps one object (a CSV row as cell texts, or a parsed JSON element with its verbatim text). */
  unwrap(element: Element): Iterable<Read>
}

/** One CSV row or JSON element, with its place. */
export interface Element {
  readonly line: number
  /** Verbatim JSON text of the element; for a CSV row, the JSON object of its cells. */
  readonly text: string
  readonly value: Readonly<Record<string, unknown>>
}
