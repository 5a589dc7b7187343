/**
 * An `evaluate` plugin is one file exporting a Plugin, and a line in index.ts. It is given its input and its
 * arguments, and says the result in core relations; what needs code collects rows into JSON (aggregate
 * `_rows_json`), calls a native function and unnests its answer.
 */
import type { LowerContext } from '../../functions/entry.js'
import type { Column, Expr, LiteralValue, SortKey } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { KustoType } from '../../plan/type.js'

export interface PluginArgument {
  /** The argument over the input's columns. */
  expr(): Expr
  /** Its constant value; refuses the query where it is not constant. */
  constant(): LiteralValue
  /** The column it names, undefined where it is another expression. */
  column(): Column | undefined
  /** The relation it names (ipv4_lookup's table). */
  relation(): Relation
  /** Name of a named argument. */
  readonly name?: string
  /** Its text in the query. */
  readonly text: string
}

export interface PluginContext extends LowerContext {
  /** A fresh column. */
  column(name: string, type: KustoType): Column
  /**
   * Distinct values the caller has looked up for us, for plugins whose columns depend on data (pivot, bag_unpack):
   * undefined means "not known yet", and compile asks the caller to run the relation and compile again.
   */
  probe(relation: Relation): readonly (readonly LiteralValue[])[]
}

export interface PluginCall {
  readonly input: Relation
  /** Order of the rows, where the query made one. */
  readonly order?: readonly SortKey[]
  readonly args: readonly PluginArgument[]
  /** Output columns the query declared (`: (a:string, *)`) or that the binder knows; undefined when open. */
  readonly declared?: readonly { readonly name: string; readonly type: KustoType }[]
  readonly context: PluginContext
}

export interface Plugin {
  readonly lower: (call: PluginCall) => Relation
  readonly ref: string
}

export type Plugins = Readonly<Record<string, Plugin>>
