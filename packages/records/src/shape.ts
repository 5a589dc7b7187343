import type { CanonicalTableName } from './canonical/index.js'

/** One record taken out of an export, not yet typed. */
export interface Unwrapped {
  /**
   * Line of the input on which the record starts (1-based); where a whole JSON array stands on one line, the
   * number of the element.
   */
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
  /** What the export says beside the part that could not be read: whether a read of mail may be among what is lost. */
  readonly operation?: string
  readonly time?: string
}

export type Read = { readonly record: Unwrapped } | { readonly reject: Reject }

export type JsonObject = Readonly<Record<string, unknown>>

export type Container =
  | 'csv'
  | 'ndjson'
  | 'json-array'
  | 'json-object'
  | 'format-list'
  /** Recognised so that it can be refused by name; never read. */
  | 'printed-table'
  | 'unknown'

/** What a sniffer sees: the first bytes of an input, already decoded. */
export interface Head {
  readonly text: string
  /** The header cells, when the text reads as CSV. */
  readonly csvColumns: readonly string[]
  /** The first complete records found: array elements, envelope elements, lines, or CSV rows as objects. */
  readonly objects: readonly JsonObject[]
  readonly container: Container
}

export type Sniff =
  | { readonly match: true }
  | {
      readonly match: false
      readonly reason: string
      /** Share of what the shape asks for that is not there, 0 to 1: the nearest shape's reason helps most. */
      readonly distance?: number
    }

/** One CSV row or JSON element, with its place. */
export interface Element {
  readonly line: number
  /** Verbatim JSON text of the element; for a CSV row, the JSON object of its cells. */
  readonly text: string
  readonly value: JsonObject
}

/**
 * Unwraps one element. `undefined`: the element is not of this shape (files may mix shapes), so the reader asks
 * the others. An empty list: the element holds no record and loses none (a repeated header).
 */
export type Unwrap = (element: Element) => readonly Read[] | undefined

/** What a shape that wraps records of other shapes may ask for. */
export interface ShapeContext {
  /** Unwraps an element by whichever shape knows it; a reject when none does. */
  unwrapAny(element: Element): readonly Read[]
}

/** One export shape. The list in `shapes/index.ts` is tried in order; the first match reads the file. */
export interface Shape {
  readonly id: string
  readonly about: string
  /** A pure question about the content, never about the file name. */
  sniff(head: Head): Sniff
  /**
   * Set when every line of the input is one record in its table's reference form, so that the lake may hand
   * the lines to the engine without parsing them here.
   */
  readonly verbatimLines?: CanonicalTableName
  /** Set on a shape that claims what the others leave, and may claim what they would: it is tried last. */
  readonly fallback?: true
  /** Starts reading one input: what holds for the whole file (header, order of day and month) is settled once. */
  open(head: Head, context: ShapeContext): Unwrap
}
