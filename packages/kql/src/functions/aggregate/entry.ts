/** An aggregate is one row. Adding one: a row in functions/aggregate/<family>.ts and a case. */
import type { AggregateExpr, Expr } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import type { Fragment } from '../../sql/fragment.js'
import type { ArgType, CallSite, LowerContext, NativeFunction } from '../entry.js'

export interface AggregateSite extends CallSite {
  /** Empty, or ` FILTER (WHERE …)`: append it to every engine aggregate of the template. */
  readonly filter: Fragment
  /** Empty, or ` ORDER BY …`: put it inside order-keeping aggregates, after the argument. */
  readonly order: Fragment
}

export interface AggregateFunction {
  readonly args: readonly ArgType[]
  readonly optional?: readonly ArgType[]
  readonly rest?: ArgType
  readonly returns: KustoType | ((args: readonly Expr[]) => KustoType)
  /** Whether the result over no rows (or only nulls) may be NULL. */
  readonly nulls: 'never' | 'own'
  readonly sql?: { readonly duckdb: (args: readonly Fragment[], site: AggregateSite) => Fragment }
  /** TypeScript functions the template calls by name (on a list it collected). */
  readonly natives?: readonly NativeFunction[]
  /** Says the call as another aggregate (countif → count with a filter). */
  readonly lower?: (args: readonly Expr[], context: LowerContext) => AggregateExpr | undefined
  /** For aggregates that give several columns (percentiles): one aggregate each, in the order of the reference. */
  readonly expand?: (args: readonly Expr[], context: LowerContext) => readonly AggregateExpr[]
  readonly ref: string
}

export type AggregateFunctions = Readonly<Record<string, AggregateFunction>>

/** An aggregate call, for `lower` and `expand`. */
export const aggregate = (
  name: string,
  type: KustoType,
  args: readonly Expr[],
  filter?: Expr,
): AggregateExpr => ({
  kind: 'aggregate',
  name,
  type,
  args,
  ...(filter ? { filter } : {}),
})
