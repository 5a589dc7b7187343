/**
 * A canonical table is data: each column says its type and where in the record's JSON document it comes from.
 * The lake turns these rows into SQL; nothing else knows how a column is filled.
 */

/** Scalar types of a canonical column. `time` is UTC with microseconds; `json` is verbatim JSON text. */
export type ScalarType = 'text' | 'int' | 'long' | 'real' | 'bool' | 'time' | 'json'

/** `map` is a list of `{Name, Value}` pairs read as a map of text to text, by name and never by index. */
export type ColumnType = ScalarType | 'map' | ListType

/** A list of structs, for instance folders with their items. */
export interface ListType {
  readonly list: Readonly<Record<string, ScalarType | ListType>>
}

/**
 * How a value found at a path becomes the column's value:
 * `ip` drops port, brackets and the `::ffff:` prefix; `client-family` reads the first `Client=` of a
 * ClientInfoString, or RESTSystem where a second one says so (a service call, no person behind it); `lower` folds case for names that are compared without it; `unset-time` makes the year 1
 * and year 1601 placeholders null; `trim` drops white space and line ends.
 */
export type Normaliser = 'ip' | 'client-family' | 'lower' | 'unset-time' | 'trim'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** Paths into the document, the first one with a non-empty value wins. `Map[key]` reads a `map`-shaped list by name. */
  readonly from: readonly string[]
  readonly normalise?: Normaliser
  readonly about: string
}

export interface CanonicalTable {
  readonly name: string
  readonly about: string
  /** The column that identifies a record: equal ids are one record, however many lines hold it. */
  readonly id: string
  /** The event's time; also what files are sorted and pruned by. */
  readonly time: string
  readonly columns: readonly Column[]
  /** Columns whose values a sweep may look for, with the kind of indicator each is. */
  readonly indicators: Readonly<Record<string, IndicatorKind>>
}

export type IndicatorKind = 'message-id' | 'ip' | 'address' | 'guid' | 'token' | 'session' | 'app'

/** Columns every canonical table has besides its own; the lake fills them. */
export const provenanceColumns = [
  {
    name: 'batch',
    type: 'text',
    about: 'the ingested file this record was first seen in (see the batches table)',
  },
  { name: 'line', type: 'long', about: 'line (or 1-based element number of a JSON array) in that file' },
  { name: 'sightings', type: 'int', about: 'how many lines of all inputs held this record' },
  {
    name: 'raw',
    type: 'text',
    about: 'the record as it stood in the input, verbatim JSON (a CSV row as a JSON object)',
  },
  {
    name: 'doc',
    type: 'text',
    about: "the record in its table's reference form; null where raw already is in it",
  },
] as const
