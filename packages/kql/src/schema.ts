/**
 * What the compiler must know of a table, as plain data: its KQL columns, and where the engine keeps them.
 * This package knows no table by name; whoever calls it brings the schema.
 */

/** The scalar types of KQL (https://learn.microsoft.com/kusto/query/scalar-data-types/). */
export type KustoType =
  | 'bool'
  | 'datetime'
  | 'decimal'
  | 'dynamic'
  | 'guid'
  | 'int'
  | 'long'
  | 'real'
  | 'string'
  | 'timespan'

export interface TableColumn {
  readonly name: string
  readonly type: KustoType
  /** There for queries that name it, and not shown otherwise. */
  readonly hidden?: true
}

/** A KQL table: the union of its row sources, in this column order. No source: a known table that is empty. */
export interface TableSource {
  readonly name: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly RowSource[]
  /** Read by those who name it; `search`, `find` and wildcards pass it over. */
  readonly apart?: true
}

/** Rows of one engine relation, read as rows of a KQL table. */
export interface RowSource {
  /** Name of the engine's table or view, for instance `audit`. */
  readonly relation: string
  /** Rows that belong to the table; all of them when absent. Conditions are joined by "and". */
  readonly where?: readonly Condition[]
  /** Where each KQL column comes from; a column not named here is null (a string column: empty). */
  readonly columns: Readonly<Record<string, ColumnSource>>
}

export type Condition =
  | { readonly column: string; readonly in: readonly (string | number)[] }
  | { readonly column: string; readonly notIn: readonly (string | number)[] }

export type ColumnSource =
  /** A typed column of the relation. */
  | { readonly column: string }
  /** A path into the JSON document kept beside the typed columns (`document` names its column or expression). */
  | { readonly path: readonly string[] }
  /** The whole document; `paths` are the ones kept in typed columns too, keys joined by `.`. */
  | { readonly document: true; readonly paths?: Readonly<Record<string, ColumnSource>> }
  /** A JSON value at a path, whose own known paths are kept in typed columns. */
  | { readonly path: readonly string[]; readonly paths: Readonly<Record<string, ColumnSource>> }
  | { readonly constant: string | number | boolean }
  /** A typed number (or text) spelled by name; a value without a name is spelled as itself. */
  | { readonly lookup: string; readonly names: Readonly<Record<string, string>> }
  /** The first one with a value. */
  | { readonly first: readonly ColumnSource[] }
  /** A property bag put together from other sources. */
  | { readonly bag: Readonly<Record<string, ColumnSource>> }

/** How the engine's relations keep the document that `path` and `document` read. */
export interface DocumentColumns {
  /** Columns tried in order, for instance `['doc', 'raw']`. */
  readonly columns: readonly string[]
  /** Text columns by relation whose every value stands in the document, in one case or another, or is part of one that does. */
  readonly texts?: Readonly<Record<string, ReadonlySet<string>>>
}

/** What an engine column holds, so that it can be read as a KQL value; `text` is assumed where nothing is said. */
export type EngineColumnType = 'text' | 'int' | 'long' | 'real' | 'bool' | 'time' | 'json' | 'map' | 'list'

/** Types of the engine's columns, by relation and column name. */
export type EngineRelations = Readonly<Record<string, Readonly<Record<string, EngineColumnType>>>>

/**
 * Some rows of a relation, kept by the caller as a relation of their own: with a few typed columns, and with values
 * of the document that many queries ask for beside them. A scan that asks for no other row and nothing else reads it.
 */
export interface Slice {
  readonly name: string
  readonly of: string
  /** The rows: those with one of these texts in this column. */
  readonly column: string
  readonly texts: readonly string[]
  readonly columns: readonly string[]
  /** Columns of the slice by the place in the document whose value they hold: as JSON, or a text without its quotes. */
  readonly paths: readonly {
    readonly steps: readonly (string | number)[]
    readonly column: string
    readonly holds: 'json' | 'text'
  }[]
}
