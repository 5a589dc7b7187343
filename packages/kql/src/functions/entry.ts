/**
 * A scalar function (or operator) is one row: what it takes, what it gives, and its SQL. Adding one: a row in
 * functions/<family>.ts and a case in cases/functions/<family>.yaml.
 */
import type { Expr, LiteralValue } from '../plan/expr.js'
import type { KustoType } from '../plan/type.js'
import type { Fragment } from '../sql/fragment.js'

/**
 * What an argument is made into before the template sees it: a KQL type (coerced as Kusto does; text of a dynamic
 * for `string`), `number` (int, long, real or decimal as it is; a dynamic as real), `any` (left alone), `common`
 * (all arguments marked so are brought to one type).
 */
export type ArgType = KustoType | 'number' | 'any' | 'common'

/**
 * `never`: NULL does not come out whatever goes in. `propagate`: NULL exactly when some argument is NULL.
 * `own`: may be NULL for reasons of its own. (Of a string-typed call, the printer turns NULL into '' for the last two.)
 */
export type NullRule = 'never' | 'propagate' | 'own'

/** What a template may want to know besides the SQL of its arguments. */
export interface CallSite {
  /** Asked where a table is read, of the columns of its files. */
  readonly atTable?: boolean
  /** Types of the arguments after coercion, and of the result. */
  readonly types: readonly KustoType[]
  readonly type: KustoType
  /** The arguments themselves; a constant one is a literal (see `literalValue`). */
  readonly args: readonly Expr[]
}

export type Template = (args: readonly Fragment[], site: CallSite) => Fragment

/** What an engine cannot do without, given to native functions that need data. */
export interface NativeServices {
  /** Location of an IP address, for geo_info_from_ip_address; null where unknown. */
  readonly locateIp?: (ip: string) => Readonly<Record<string, string | number>> | null
}

/**
 * A TypeScript implementation, registered with the engine under `name`. Values travel as text: string and guid as
 * they are, dynamic as JSON text, numbers and ticks in decimal, bool as `true`/`false`, NULL as null.
 */
export interface NativeFunction {
  readonly name: string
  readonly arity: number
  readonly make: (services: NativeServices) => (...values: (string | null)[]) => string | null
  /** To be awaited before the function runs: what it needs is large, and few queries call it. `compile` does so. */
  readonly load?: () => Promise<void>
}

/** For functions that rewrite into others when lowered, and for refusals. */
export interface LowerContext {
  /** `now()` in ticks, one value for the whole query. */
  readonly now: bigint
  /** A call of another function by name, arguments coerced as that function asks. */
  call(name: string, args: readonly Expr[], type?: KustoType): Expr
  coerce(expr: Expr, type: KustoType): Expr
  /** Refuses the query at this call. */
  refuse(message: string, hint?: string): never
}

export interface ScalarFunction {
  readonly args: readonly ArgType[]
  /** Arguments that may be left out, after `args`. */
  readonly optional?: readonly ArgType[]
  /** Any number of further arguments. */
  readonly rest?: ArgType
  /** A type, or a rule over the coerced arguments. */
  readonly returns: KustoType | ((args: readonly Expr[]) => KustoType)
  readonly nulls: NullRule
  /** One of `sql`, `native`, `lower` says what it does. `native` alone is called with all arguments as text. */
  readonly sql?: { readonly duckdb: Template }
  readonly native?: NativeFunction
  /** TypeScript functions the `sql` template calls by name, besides the engine's own; to be registered with it. */
  readonly natives?: readonly NativeFunction[]
  /**
   * For functions that give several columns (`series_stats`, array_sort_asc of two arrays): their places in the
   * dynamic value that the call gives (`path` for the member functions `_member` and `_element`), in the order of the
   * reference. Where one value is expected it is the first of them.
   */
  readonly fields?: (args: readonly Expr[]) => readonly TupleField[] | undefined
  /** Says the call in other functions, at compile time; `undefined` falls back to `sql` or `native`. */
  readonly lower?: (args: readonly Expr[], context: LowerContext) => Expr | undefined
  /** Value when all arguments are literals; `undefined` leaves it to the engine. */
  readonly fold?: (...values: LiteralValue[]) => LiteralValue | undefined
  /** False for rand() and new_guid(): never folded, never moved. */
  readonly deterministic?: boolean
  /** Page of the KQL reference, without folder and ending. */
  readonly ref: string
}

export interface TupleField {
  readonly path: readonly (string | number)[]
  readonly type: KustoType
}

export type ScalarFunctions = Readonly<Record<string, ScalarFunction>>
