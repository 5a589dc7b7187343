import { canonicalTables } from '../canonical/index.js'
import type { FactType } from '../facts/tables.js'

/**
 * A KQL table as data: which engine relation its rows come from, and where each column is kept. The types have the
 * form that the KQL compiler asks of whoever brings the schema; this package does not import it.
 */
export interface KqlTable {
  readonly name: string
  readonly columns: readonly {
    readonly name: string
    readonly type: FactType
    /** Not shown by `*`; there for queries that name it. */
    readonly hidden?: true
  }[]
  /** No source: a documented table that nothing ingested fills. */
  readonly rows: readonly RowSource[]
  /** Ours, not Microsoft's: `search`, `find` and wildcards pass it over. */
  readonly apart?: true
}

/** Rows of one canonical table, read as rows of a KQL table. */
export interface RowSource {
  readonly relation: string
  readonly where?: readonly Condition[]
  /** A column not named here is null (a string column: empty). */
  readonly columns: Readonly<Record<string, ColumnSource>>
}

export type Condition =
  | { readonly column: string; readonly in: readonly (string | number)[] }
  | { readonly column: string; readonly notIn: readonly (string | number)[] }

export type ColumnSource =
  | { readonly column: string }
  | { readonly path: readonly string[] }
  | { readonly path: readonly string[]; readonly paths: Readonly<Record<string, ColumnSource>> }
  | { readonly document: true; readonly paths?: Readonly<Record<string, ColumnSource>> }
  | { readonly constant: string | number | boolean }
  | { readonly lookup: string; readonly names: Readonly<Record<string, string>> }
  | { readonly first: readonly ColumnSource[] }
  | { readonly bag: Readonly<Record<string, ColumnSource>> }

/** Columns the log service adds, which no export carries. */
const systemColumns = new Set(['_BilledSize', '_IsBillable', '_SubscriptionId', '_ResourceId'])

export interface ViewOptions {
  readonly where?: readonly Condition[]
  /** Sources that are not simply the document's key of the same name. */
  readonly own: Readonly<Record<string, ColumnSource>>
  /** False when the document's keys have other names altogether, so that only `own` columns have a source. */
  readonly sameNames?: boolean
}

/** Rows of a canonical table under a documented table's columns. */
export function rowsOf(
  table: string,
  columns: Iterable<string>,
  relation: string,
  { where, own, sameNames = true }: ViewOptions,
): RowSource {
  const sources: Record<string, ColumnSource> = {}
  for (const column of columns) {
    const source = own[column] ?? ownName(table, relation, column)
    if (source) sources[column] = source
    else if (sameNames && !systemColumns.has(column)) sources[column] = { path: [column] }
  }
  return { relation, columns: sources, ...(where && { where }) }
}

/** What every table has: its name, and an id of its record. */
function ownName(table: string, relation: string, column: string): ColumnSource | undefined {
  if (column === 'Type') return { constant: table }
  const id = Object.values(canonicalTables).find((canonical) => canonical.name === relation)?.id
  return column === '_ItemId' && id !== undefined ? { column: id } : undefined
}

/** `{column}` for each name: typed columns that carry the KQL column's own name. */
export function typed(...names: readonly string[]): Record<string, ColumnSource> {
  return Object.fromEntries(names.map((name) => [name, { column: name }]))
}
