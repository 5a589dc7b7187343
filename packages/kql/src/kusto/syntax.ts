/** Reading the bound tree: kinds by name, children by name, lists without their separators. */
import { type KustoType, typeByName } from '../plan/type.js'
import { className, kusto, toArray } from './load.js'
import type { RawNode, RawSymbol } from './raw.js'

export type Node = RawNode

let kindNames: readonly string[] | undefined

/** Name of a node's kind, for instance `FilterOperator`. */
export function kindOf(node: Node): string {
  if (!kindNames) {
    const names: string[] = []
    for (const [name, value] of Object.entries(kusto().Syntax.SyntaxKind)) {
      if (typeof value === 'number') names[value] = name
    }
    kindNames = names
  }
  return kindNames[node.Kind] ?? 'Unknown'
}

export function child(node: Node, name: string): Node {
  const found = optional(node, name)
  if (!found) throw new Error(`${kindOf(node)} has no ${name}`)
  return found
}

export function optional(node: Node, name: string): Node | undefined {
  const found = node[name] as Node | null | undefined
  return found ?? undefined
}

/** Elements of a list child; separators are left out. */
export function list(node: Node, name: string): Node[] {
  const found = optional(node, name)
  return found ? elements(found) : []
}

export function elements(found: Node): Node[] {
  const out: Node[] = []
  for (let i = 0; i < found.ChildCount; i++) {
    const item = found.GetChild(i)
    if (!item) continue
    out.push(((item.Element as Node | undefined) ?? item) as Node)
  }
  return out
}

/** The node's text without comments and blanks before it. */
export function textOf(node: Node): string {
  const only = node.ChildCount === 1 ? node.GetChild(0) : node
  return only?.IsToken && typeof only.Text === 'string' ? only.Text : node.ToString(1)
}

export const nameOf = (node: Node): string => node.SimpleName ?? textOf(node)

/** Value of a `name=value` operator parameter (join kind, hints), by name. */
export function parameter(node: Node, name: string): Node | undefined {
  const found = list(node, 'Parameters').find(
    (item) => kindOf(item) === 'NamedParameter' && nameOf(child(item, 'Name')).toLowerCase() === name,
  )
  return found ? child(found, 'Expression') : undefined
}

export const parameterText = (node: Node, name: string): string | undefined => {
  const found = parameter(node, name)
  return found
    ? textOf(found)
        .replace(/^(['"])(.*)\1$/, '$2')
        .toLowerCase()
    : undefined
}

/** Scalar type the binder gave; undefined for tables, tuples and what it does not know. */
export const scalarType = (node: Node): KustoType | undefined => typeByName(symbolType(node.ResultType))

const symbolType = (symbol: RawSymbol | null | undefined): string | undefined =>
  symbol && !isTabular(symbol) ? symbol.Name : undefined

export const isTabular = (symbol: RawSymbol | null | undefined): boolean =>
  symbol !== null && symbol !== undefined && /^(Table|Tuple|Group)Symbol$/.test(className(symbol))

/** Columns of a tabular (or tuple) result; type undefined where the binder does not know. */
export function resultColumns(node: Node): { name: string; type: KustoType | undefined }[] | undefined {
  const type = node.ResultType
  if (!type || !isTabular(type)) return undefined
  return toArray<RawSymbol>(type.Columns).map((column) => ({
    name: column.Name,
    type: typeByName(column.Type?.Name),
  }))
}

/** Rows, or a graph of them. */
export const isTableNode = (node: Node): boolean => /^(Table|Graph)Symbol$/.test(className(node.ResultType))

/** Kind of the symbol a name stands for: `ColumnSymbol`, `VariableSymbol`, `TableSymbol`, … */
export const symbolKind = (node: Node): string => className(node.ReferencedSymbol)

/** The name Kusto gives an unnamed expression (`d_x_y` for `d.x.y`); empty when it has none. */
export function resultName(node: Node): string {
  return kusto().Binding.Binder.GetExpressionResultName(node, '', null) ?? ''
}

/** The first error found anywhere below. */
export function* descendants(node: Node): Generator<Node> {
  yield node
  for (let i = 0; i < node.ChildCount; i++) {
    const next = node.GetChild(i)
    if (next) yield* descendants(next)
  }
}
