/** What an expression of graph-match asks of the pattern's variables, and what is computed for it with the match. */
import { child, descendants, kindOf, type Node, nameOf } from '../../../kusto/syntax.js'
import { argumentNodes } from '../../argument-nodes.js'
import type { Link, Pattern } from './pattern.js'

/** `map(e, x)`, `any(inner_nodes(e), x)`, `e.x` and `e` itself, of an edge of variable length. */
export interface PathCall {
  readonly node: Node
  readonly how: 'map' | 'any' | 'all'
  readonly of: 'edges' | 'inner'
  readonly link: Link
  /** What is asked of each edge (or node between): an expression over its properties, the name of one, or all of them. */
  readonly value?: Node | string
}

const nameOfReference = (node: Node | undefined): string | undefined =>
  node && kindOf(node) === 'NameReference' ? nameOf(node) : undefined

const functionName = (node: Node): string | undefined =>
  kindOf(node) === 'FunctionCallExpression' ? nameOf(child(node, 'Name')) : undefined

export function pathCall(node: Node, pattern: Pattern): PathCall | undefined {
  const variable = (name: string | undefined): Link | undefined =>
    pattern.links.find((link) => link.name === name && link.range)
  if (kindOf(node) === 'PathExpression') {
    const link = variable(nameOfReference(child(node, 'Expression')))
    return link && { node, how: 'map', of: 'edges', link, value: nameOf(child(node, 'Selector')) }
  }
  if (kindOf(node) === 'NameReference') {
    const link = variable(nameOf(node))
    return link && { node, how: 'map', of: 'edges', link }
  }
  const how = functionName(node)
  if (how !== 'map' && how !== 'any' && how !== 'all') return undefined
  const [over, value] = argumentNodes(node)
  if (!over || !value) return undefined
  const inner = functionName(over) === 'inner_nodes'
  const link = variable(nameOfReference(inner ? argumentNodes(over)[0] : over))
  return link && { node, how, of: inner ? 'inner' : 'edges', link, value }
}

/** Whether an edge's property is asked as the array it is along the path: `array_length(e.x)`. */
export const asksArrays = (node: Node): boolean =>
  [...descendants(node)].some((inner) => /^(array_|set_|strcat_array$)/.test(functionName(inner) ?? ''))

/** The node's degree that is asked for: `node_degree_in(n)`. */
export function degreeCall(
  node: Node,
): { readonly degree: 'in' | 'out'; readonly of: string | undefined } | undefined {
  const name = functionName(node)
  if (name !== 'node_degree_in' && name !== 'node_degree_out') return undefined
  return { degree: name === 'node_degree_in' ? 'in' : 'out', of: nameOfReference(argumentNodes(node)[0]) }
}

export const asksDegrees = (node: Node): boolean => [...descendants(node)].some((inner) => degreeCall(inner))

/** Path calls of an expression, outermost ones alone. */
export function pathCalls(node: Node, pattern: Pattern): PathCall[] {
  const own = pathCall(node, pattern)
  if (own) return [own]
  const found: PathCall[] = []
  for (let i = 0; i < node.ChildCount; i++) {
    const inner = node.GetChild(i)
    if (inner) found.push(...pathCalls(inner, pattern))
  }
  return found
}

/** Variables of single nodes and edges that an expression names. */
export function variablesIn(node: Node, pattern: Pattern): Set<string> {
  const known = new Set([...pattern.nodes, ...pattern.links.map((link) => link.name)])
  const found = new Set<string>()
  for (const inner of descendants(node)) {
    const base =
      kindOf(inner) === 'PathExpression' ? nameOfReference(child(inner, 'Expression')) : degreeCall(inner)?.of
    if (base !== undefined && known.has(base)) found.add(base)
  }
  return found
}

/** The parts that must all hold. */
export function conjuncts(node: Node): Node[] {
  if (kindOf(node) === 'ParenthesizedExpression') return conjuncts(child(node, 'Expression'))
  if (kindOf(node) !== 'AndExpression') return [node]
  return [...conjuncts(child(node, 'Left')), ...conjuncts(child(node, 'Right'))]
}
