/** A window function over serialized rows is one row. Adding one: a row in functions/window/window.ts and a case. */
import type { Expr } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import type { Fragment } from '../../sql/fragment.js'
import type { ArgType, CallSite } from '../entry.js'

export interface WindowSite extends CallSite {
  /** Inside of OVER (…): partition and order of the serialized rows, without a frame. */
  readonly over: Fragment
  /** The same in two: `partition` is a list (empty without), `order` what follows ORDER BY. */
  readonly partition: readonly Fragment[]
  readonly order: Fragment
}

export interface WindowFunction {
  readonly args: readonly ArgType[]
  readonly optional?: readonly ArgType[]
  readonly returns: KustoType | ((args: readonly Expr[]) => KustoType)
  readonly nulls: 'never' | 'own'
  /**
   * Position of the argument that restarts the function when true. Lowering takes it out of the arguments and
   * turns it into a partition of the rows.
   */
  readonly restart?: number
  /** The function of all rows in order that stands for it, where the engine's windows do not say it (then no `sql`). */
  readonly whole?: string
  /** `sql\`lag(${x}) OVER (${site.over})\`` */
  readonly sql?: { readonly duckdb: (args: readonly Fragment[], site: WindowSite) => Fragment }
  readonly ref: string
}

export type WindowFunctions = Readonly<Record<string, WindowFunction>>
