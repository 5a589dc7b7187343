/** The relational core: every KQL operator is said in these kinds, and only these are printed. */
import type { TableSource } from '../schema.js'
import type { Column, Expr, LiteralValue, SortKey } from './expr.js'

export type Relation =
  | Scan
  | Values
  | Filter
  | Project
  | Aggregate
  | Join
  | Union
  | Sort
  | Limit
  | Window
  | Unnest
  | Apply
  | Shared
  | Sequence
  | Recursive
  | File

interface Base {
  /** Columns this relation gives, in order. */
  readonly columns: readonly Column[]
}
export interface Item {
  readonly column: Column
  readonly expr: Expr
}

/** Rows of a table; `sources` says which table column each output column is. */
export interface Scan extends Base {
  readonly kind: 'scan'
  readonly table: TableSource
  readonly picks: readonly ScanPick[]
  /** Conditions a filter above holds its rows to, which the engine may use to read less. */
  readonly hints?: readonly ScanHint[]
  /** Conditions on picks that are texts or times, each false of none: rows that do not meet them are left out. */
  readonly where?: readonly Expr[]
  /** Ids of text columns that may be NULL instead of empty, as long as no row has the one and another the other. */
  readonly grouping?: readonly number[]
}
export type ScanHint = ConstantHint | { readonly any: readonly (readonly ScanHint[])[] }
export interface ConstantHint {
  readonly column: Column
  readonly operator: '==' | '>=' | '<=' | 'in' | PartOperator
  readonly values: readonly LiteralValue[]
}
/**
 * The column as text holds one of some plain parts (plan/plain-part.ts): in the case they are in, in any case, or in
 * any that `has` takes for the same.
 */
export type PartOperator = 'contains_cs' | 'contains' | 'has'
/** Calls that make elements of a value. */
export type Expanding = '_items' | '_bag_items'
export interface ScanPick {
  readonly column: Column
  /** Name of the table's column. */
  readonly source: string
  /** A path inside that column, when only that was asked for (the pick's type is the value's). */
  readonly path?: readonly (string | number)[]
  /** A path inside the JSON text that stands there (or inside the value itself, where that is no text). */
  readonly inner?: readonly (string | number)[]
  /** Of the value its elements are given, as a list of the engine. */
  readonly elements?: Expanding
}
/** Rows of constants (datatable, print). */
export interface Values extends Base {
  readonly kind: 'values'
  readonly rows: readonly (readonly Expr[])[]
}
export interface Filter extends Base {
  readonly kind: 'filter'
  readonly input: Relation
  readonly condition: Expr
}
/** Passing a column through is an item whose expression is that column. */
export interface Project extends Base {
  readonly kind: 'project'
  readonly input: Relation
  readonly items: readonly Item[]
}
/** No keys: one row, always. No aggregates: the distinct keys. */
export interface Aggregate extends Base {
  readonly kind: 'aggregate'
  readonly input: Relation
  readonly keys: readonly Item[]
  readonly aggregates: readonly Item[]
}
export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'
/** Gives the columns of left then right (`semi`, `anti`: left alone). A side without a partner is all NULL. */
export interface Join extends Base {
  readonly kind: 'join'
  readonly join: JoinKind
  readonly left: Relation
  readonly right: Relation
  readonly condition?: Expr
}
/** All rows of all inputs; `inputs[i].exprs` are positional over `columns`. */
export interface Union extends Base {
  readonly kind: 'union'
  readonly inputs: readonly { readonly relation: Relation; readonly exprs: readonly Expr[] }[]
}
export interface Sort extends Base {
  readonly kind: 'sort'
  readonly input: Relation
  readonly keys: readonly SortKey[]
}
export interface Limit extends Base {
  readonly kind: 'limit'
  readonly input: Relation
  readonly count: Expr
}
/** The input's columns followed by the items' (each a `window` expression). */
export interface Window extends Base {
  readonly kind: 'window'
  readonly input: Relation
  readonly items: readonly Item[]
}
/**
 * One row per element: the input's columns followed by `items` (the element as dynamic) and `index`. Several
 * lists run side by side, short ones padded with null. `list` is an expression of type dynamic that holds a JSON
 * array; `keepEmpty` keeps a row whose lists are all null or empty. An element that is none of the columns is counted.
 */
export interface Unnest extends Base {
  readonly kind: 'unnest'
  readonly input: Relation
  readonly items: readonly UnnestItem[]
  readonly index?: Column
  readonly keepEmpty: boolean
}
export interface UnnestItem {
  readonly column: Column
  readonly list: Expr
  /** The expression is a list of the engine already. */
  readonly isList?: true
}
/** For each row of the input, the rows of `applied`, which may read the input's columns. */
export interface Apply extends Base {
  readonly kind: 'apply'
  readonly input: Relation
  readonly applied: Relation
}
/** A relation used in more than one place; `columns[i]` stands for `definition.relation.columns[i]`. */
export interface Shared extends Base {
  readonly kind: 'shared'
  readonly definition: SharedDefinition
}
export interface SharedDefinition {
  readonly id: number
  readonly name: string
  readonly relation: Relation
  /** Computed once (materialize); otherwise the engine decides. */
  readonly materialize: boolean
}
/** `from`, `from + step`, … up to and including `to`, in the one column. */
export interface Sequence extends Base {
  readonly kind: 'sequence'
  readonly from: Expr
  readonly to: Expr
  readonly step: Expr
}
/** Repeats `step` on the rows it last gave (seen through `working`), and gives all rows together. */
export interface Recursive extends Base {
  readonly kind: 'recursive'
  readonly start: Relation
  readonly working: SharedDefinition
  readonly step: Relation
}
/** A local file of rows (externaldata), columns by position. */
export interface File extends Base {
  readonly kind: 'file'
  readonly path: string
  readonly format: 'csv' | 'tsv' | 'psv' | 'json' | 'multijson' | 'parquet' | 'txt' | 'raw'
  readonly ignoreFirstRecord: boolean
}
