/** The pattern of graph-match: nodes and links by variable, anonymous ones under names nobody can write. */
import { child, kindOf, list, type Node, nameOf, optional, textOf } from '../../../kusto/syntax.js'
import { literalValue } from '../../../plan/expr.js'
import { type Lowering, type Names, refuse } from '../../scope.js'

export interface Link {
  readonly name: string
  /** Nodes to its left and right, by their place in `nodes`. */
  readonly left: number
  readonly right: number
  /** Which way its edges go, seen from the left. */
  readonly direction: 'out' | 'in' | 'any'
  /** How many edges it is made of; absent for exactly one, which has properties of its own. */
  readonly range?: { readonly least: bigint; readonly most: bigint }
}

export interface Pattern {
  readonly nodes: readonly string[]
  readonly links: readonly Link[]
  readonly sequences: number
}

const MAX_LENGTH = 1000n

export function patternOf(lowering: Lowering, node: Node, names: Names): Pattern {
  const nodes: string[] = []
  const links: Link[] = []
  const sequences = list(node, 'Patterns')
  const placeOf = (element: Node): number => {
    const name = optional(element, 'Name') ? nameOf(child(element, 'Name')) : `(${nodes.length})`
    const known = nodes.indexOf(name)
    if (known >= 0) return known
    nodes.push(name)
    return nodes.length - 1
  }
  for (const sequence of sequences) {
    const [first, ...rest] = list(sequence, 'PatternElements')
    if (!first || kindOf(first) !== 'GraphMatchPatternNode')
      return refuse(sequence, 'KQL300', 'a pattern starts with a node')
    let left = placeOf(first)
    for (let at = 0; at < rest.length; at += 2) {
      const [edge, next] = [rest[at], rest[at + 1]]
      if (!edge || !next || kindOf(next) !== 'GraphMatchPatternNode')
        return refuse(sequence, 'KQL300', 'an edge stands between two nodes')
      const right = placeOf(next)
      const name = optional(edge, 'Name') ? nameOf(child(edge, 'Name')) : `[${links.length}]`
      if (links.some((link) => link.name === name))
        return refuse(edge, 'KQL300', `the edge ${name} stands twice in the pattern`)
      const range = rangeOf(lowering, edge, names)
      links.push({ name, left, right, direction: directionOf(edge), ...(range ? { range } : {}) })
      left = right
    }
  }
  if (!isConnected(nodes.length, links))
    return refuse(node, 'KQL300', 'the sequences of a pattern must share a node')
  return { nodes, links, sequences: sequences.length }
}

function directionOf(edge: Node): Link['direction'] {
  const last = optional(edge, 'LastToken')
  const arrows = `${textOf(child(edge, 'FirstToken'))}${last ? textOf(last) : ''}`
  const [back, ahead] = [arrows.startsWith('<'), arrows.endsWith('>')]
  if (back && ahead) return refuse(edge, 'KQL300', 'an edge points one way, or any way without arrows')
  return back ? 'in' : ahead ? 'out' : 'any'
}

function rangeOf(lowering: Lowering, edge: Node, names: Names): Link['range'] {
  const range = optional(edge, 'Range')
  if (!range) return undefined
  const end = (name: string): bigint => {
    const found = optional(range, name)
    const value = found ? literalValue(lowering.expr(found, { names, columns: [] })) : undefined
    return typeof value === 'bigint'
      ? value
      : refuse(found ?? range, 'KQL205', 'a variable edge has two constant ends: *1..5')
  }
  const [least, most] = [end('RangeStart'), end('RangeEnd')]
  if (least < 0n || most < least || most > MAX_LENGTH)
    return refuse(range, 'KQL300', `the ends of a variable edge go from 0 to ${MAX_LENGTH}, the least first`)
  return { least, most }
}

function isConnected(count: number, links: readonly Link[]): boolean {
  const reached = new Set([0])
  for (let grown = true; grown; ) {
    grown = false
    for (const { left, right } of links) {
      if (reached.has(left) === reached.has(right)) continue
      reached.add(left).add(right)
      grown = true
    }
  }
  return reached.size === count
}
