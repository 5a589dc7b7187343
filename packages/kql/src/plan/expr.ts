/**
 * Scalar expressions of the plan. Columns are compared by identity (`id`), never by name, so renames, joins and
 * nested scopes cannot confuse them. A call names its function; what it means is in functions/.
 */

import type { Relation } from './relation.js'
import type { KustoType } from './type.js'

export interface Column {
  readonly id: number
  readonly name: string
  readonly type: KustoType
}

/**
 * Value of a literal by type: string, guid, decimal, dynamic (its JSON text) as string; int, long, datetime and
 * timespan (ticks) as bigint; real as number; bool as boolean. null for the typed null.
 */
export type LiteralValue = string | bigint | number | boolean | null

export type Expr =
  | ColumnExpr
  | LiteralExpr
  | CallExpr
  | AggregateExpr
  | WindowExpr
  | SubqueryExpr
  | InSubqueryExpr

export interface ColumnExpr {
  readonly kind: 'column'
  readonly column: Column
  readonly type: KustoType
}
export interface LiteralExpr {
  readonly kind: 'literal'
  readonly type: KustoType
  readonly value: LiteralValue
}
/** A scalar function or operator; operators go by their KQL spelling: `==`, `has`, `!contains_cs`, `and`. */
export interface CallExpr {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expr[]
  readonly type: KustoType
}
/** Only in the aggregates of an `aggregate` relation. */
export interface AggregateExpr {
  readonly kind: 'aggregate'
  readonly name: string
  readonly args: readonly Expr[]
  readonly type: KustoType
  readonly filter?: Expr
  /** Order in which rows are fed, for aggregates that keep order. */
  readonly order?: readonly SortKey[]
}
/** Only in the items of a `window` relation. */
export interface WindowExpr {
  readonly kind: 'window'
  readonly name: string
  readonly args: readonly Expr[]
  readonly type: KustoType
  readonly partition: readonly Expr[]
  readonly order: readonly SortKey[]
}
/** The first column of the first row (toscalar). */
export interface SubqueryExpr {
  readonly kind: 'subquery'
  readonly relation: Relation
  readonly column: Column
  readonly type: KustoType
}
/** Whether the needle is among the values of a relation's column. */
export interface InSubqueryExpr {
  readonly kind: 'in-subquery'
  readonly needle: Expr
  readonly relation: Relation
  readonly column: Column
  readonly type: 'bool'
}

export interface SortKey {
  readonly expr: Expr
  readonly descending: boolean
  readonly nullsFirst: boolean
}

export const columnRef = (column: Column): ColumnExpr => ({ kind: 'column', column, type: column.type })

export const literal = (type: KustoType, value: LiteralValue): LiteralExpr => ({
  kind: 'literal',
  type,
  value,
})

export const call = (name: string, type: KustoType, ...args: Expr[]): CallExpr => ({
  kind: 'call',
  name,
  args,
  type,
})

/** The literal's value, or undefined where the expression is not a literal. */
export const literalValue = (expr: Expr | undefined): LiteralValue | undefined =>
  expr?.kind === 'literal' ? expr.value : undefined
