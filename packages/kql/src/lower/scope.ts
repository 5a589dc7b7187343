/** What names mean while a query is lowered, and what every part of lowering may ask for. */
import { type ErrorCode, Refusal } from '../errors.js'
import type { Node } from '../kusto/syntax.js'
import type { Column, Expr, LiteralValue, SortKey } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import type { KustoType } from '../plan/type.js'
import type { TableSource } from '../schema.js'

/** A relation with what later operators must know of it. */
export interface Rows {
  readonly relation: Relation
  /** Order of the rows, where the query made one and the columns it needs are still there. */
  readonly order?: readonly SortKey[]
  /** Further columns may be asked for and are null: a table nobody has the columns of. */
  readonly open?: boolean
  /** Columns of a partition these rows are in, hidden from the query: what counts rows counts them within it. */
  readonly partition?: readonly Column[]
  /** A graph between make-graph and graph-match: the relation holds the edges. */
  readonly graph?: Graph
}

/** A graph as two tables; each use gets columns of its own. */
export interface Graph {
  /** Keys: the edge's number, the keys of its ends, the hashes of its ends. */
  readonly edges: () => GraphPart
  /** Keys: the node's key, its hash. */
  readonly nodes: () => GraphPart
}
export interface GraphPart {
  readonly relation: Relation
  readonly keys: readonly Column[]
  readonly properties: readonly Column[]
}

/** What a `let` name, a parameter or an `as` name stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly expr: Expr }
  | {
      readonly kind: 'table'
      readonly rows: () => Rows /** Made by `as`: unions call it so. */
      readonly as?: true
    }
  | { readonly kind: 'pattern'; readonly declaration: Node; readonly names: Names }
  | { readonly kind: 'function'; readonly declaration: Node; readonly names: Names; readonly name: string }

/** Lexical names: an immutable chain, so that a function body sees the names of where it was written. */
export class Names {
  private readonly own = new Map<string, Binding>()
  constructor(private readonly outer?: Names) {}
  get(name: string): Binding | undefined {
    return this.own.get(name) ?? this.outer?.get(name)
  }
  /** Functions declared as views, which wildcards find. */
  views(): [string, Node][] {
    const mine = [...this.own].flatMap(([name, binding]): [string, Node][] =>
      binding.kind === 'function' && binding.declaration.ViewKeyword ? [[name, binding.declaration]] : [],
    )
    return [...(this.outer?.views() ?? []), ...mine]
  }
  set(name: string, binding: Binding): void {
    this.own.set(name, binding)
  }
  /** The names as they are now: what is named later is not in it. */
  copy(): Names {
    const copy = new Names(this.outer)
    for (const [name, binding] of this.own) copy.set(name, binding)
    return copy
  }
}

/** Where an expression stands: the row it sees, and where windows and aggregates it contains are put. */
export interface Frame {
  readonly names: Names
  readonly columns: readonly Column[]
  readonly open?: boolean
  /** `$left` and `$right` of a join, and names of a graph pattern. */
  readonly sides?: ReadonlyMap<string, readonly Column[]>
  /** Takes an aggregate and gives what stands for its result; absent where aggregates are not allowed. */
  readonly onAggregate?: (expr: Expr) => Expr
  /** Columns the rows are grouped by: `arg_max(x, *)` leaves them out. */
  readonly grouped?: ReadonlySet<number>
  readonly onWindow?: (expr: Expr, at?: Node) => Expr
  /** Order of the rows, for window functions. */
  readonly order?: readonly SortKey[]
  /** Names of scan's step states and other special forms, tried before columns. */
  readonly special?: (node: Node) => Expr | undefined
}

export interface Services {
  readonly now: bigint
  table(name: string): TableSource | undefined
  watchlist(name: string): TableSource | undefined
  allTables(): readonly TableSource[]
  readonly parameters: Readonly<Record<string, string>>
  readonly missingWatchlists: 'empty' | 'refuse'
  /** A local file the query may read, as the path the engine is given; undefined when it may not. */
  file(uri: string): string | undefined
  probe(relation: Relation): readonly (readonly LiteralValue[])[]
  warn(message: string): void
}

export interface Lowering {
  readonly services: Services
  /** Names of tables the query reads. */
  readonly tables: Set<string>
  /** Length of the query text, to bound positions inside expanded functions. */
  readonly depth: { value: number }
  column(name: string, type: KustoType): Column
  nextId(): number
  /** Gives the value of a scalar expression. */
  expr(node: Node, frame: Frame): Expr
  /** Takes in let and set statements. */
  statements(nodes: readonly Node[], names: Names): void
  /** Gives the rows of a tabular expression. */
  table(node: Node, names: Names): Rows
  /** Applies what follows a pipe. */
  operator(node: Node, input: Rows, names: Names): Rows
  /** Calls a function of the table by name, arguments coerced. */
  call(name: string, args: readonly Expr[], at: Node, type?: KustoType): Expr
}

export function refuse(node: Node, code: ErrorCode, message: string, hint?: string): never {
  throw new Refusal(code, message, { offset: node.TextStart, length: node.Width }, hint)
}

export const frameOf = (rows: Rows, names: Names): Frame => ({
  names,
  columns: rows.partition
    ? rows.relation.columns.filter((column) => !rows.partition?.includes(column))
    : rows.relation.columns,
  ...(rows.open ? { open: true } : {}),
  ...(rows.order ? { order: rows.order } : {}),
})
