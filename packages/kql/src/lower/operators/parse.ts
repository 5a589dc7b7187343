import { child, kindOf, list, type Node, nameOf, parameterText, textOf } from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Expr, literal } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { typeNamed } from '../expr.js'
import { extend, filter, item } from '../rows.js'
import { frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'

interface Capture {
  readonly name: string
  readonly type: KustoType
  /** Number of its group in the pattern. */
  readonly group: number
}

interface Pattern {
  readonly regex: string
  readonly captures: readonly Capture[]
}

const numbers: Partial<Record<KustoType, string>> = {
  int: String.raw`\s*([+-]?\d+)\s*?`,
  long: String.raw`\s*([+-]?\d+)\s*?`,
  real: String.raw`\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*?`,
  decimal: String.raw`\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*?`,
}

const converted: ReadonlySet<KustoType> = new Set(['datetime', 'timespan', 'guid', 'bool'])

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Groups that a piece of the user's own pattern opens. */
const groupsIn = (pattern: string): number =>
  (pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, '').match(/\((?!\?)|\(\?P?</g) ?? []).length

type Mode = 'simple' | 'relaxed' | 'regex'

/** The whole pattern: constants as they are, columns as groups, `*` as anything. */
function patternOf(nodes: readonly Node[], mode: Mode): Pattern {
  const captures: Capture[] = []
  let regex = '^'
  let groups = 0
  nodes.forEach((node, i) => {
    const last = i === nodes.length - 1
    const kind = kindOf(node)
    if (kind === 'StarExpression') {
      regex += last ? '' : mode === 'regex' ? '.*' : '.*?'
      return
    }
    if (kind === 'NameDeclaration' || kind === 'NameAndTypeDeclaration') {
      const type = kind === 'NameDeclaration' ? 'string' : typeNamed(child(node, 'Type'))
      const name = nameOf(kind === 'NameDeclaration' ? node : child(node, 'Name'))
      captures.push({ name, type, group: ++groups })
      const anything = last || mode === 'regex' ? '(.*)' : '(.*?)'
      const number = numbers[type]
      // Relaxed takes what is no number too, and makes null of it.
      if (!number || (mode === 'relaxed' && anything === '(.*)')) regex += anything
      else regex += mode === 'relaxed' ? `(?:${number.replace('(', '(?:')}|.*?)`.replace('(?:', '(') : number
      return
    }
    const text = String(node.LiteralValue ?? '')
    regex += mode === 'regex' ? text : escaped(text)
    if (mode === 'regex') groups += groupsIn(text)
  })
  const open = nodes.at(-1) ? kindOf(nodes.at(-1) as Node) === 'StarExpression' : true
  return { regex: open || mode === 'regex' ? regex : `${regex}$`, captures }
}

function parsed(lowering: Lowering, node: Node, input: Rows, names: Names): { rows: Rows; matches: Expr } {
  const mode = (parameterText(node, 'kind') ?? 'simple') as Mode
  if (!['simple', 'relaxed', 'regex'].includes(mode))
    return refuse(node, 'KQL300', `parse kind=${mode} is not known`)
  const flags = parameterText(node, 'flags') ?? ''
  const { regex, captures } = patternOf(list(node, 'Patterns'), mode)
  const subject = coerce(
    lowering,
    lowering.expr(child(node, 'Expression'), frameOf(input, names)),
    'string',
    node,
  )
  const pattern = literal(
    'string',
    `(?s${flags.includes('i') ? 'i' : ''}${/U|u/.test(flags) ? 'U' : ''})${regex}`,
  )
  const found: Expr = { kind: 'call', name: '_parse_matches', args: [subject, pattern], type: 'bool' }
  const values = captures.map((capture) => {
    const group = literal('long', BigInt(capture.group))
    const text: Expr = { kind: 'call', name: '_parse_group', args: [subject, pattern, group], type: 'string' }
    const value = coerce(lowering, text, capture.type, node)
    return { capture, value: value.type === capture.type ? value : nullOf(capture.type) }
  })
  // Numbers are in the pattern; what cannot be said there is a mismatch when it converts to nothing.
  const strict = mode === 'relaxed' ? [] : values.filter(({ capture }) => converted.has(capture.type))
  const matches = conjunction([
    found,
    ...strict.map(({ value }) => lowering.call('isnotnull', [value], node)),
  ])
  const items = values.map(({ capture, value }) =>
    item(
      lowering.column(capture.name, capture.type),
      strict.length > 0 && matches
        ? lowering.call('iff', [matches, value, nullOf(capture.type)], node, capture.type)
        : value,
    ),
  )
  return { rows: extend(input, items), matches: matches ?? found }
}

export const parse = piped((lowering, node, input, names) => parsed(lowering, node, input, names).rows)

/** Rows that do not match are left out. */
export const parseWhere = piped((lowering, node, input, names) => {
  const { matches } = parsed(lowering, node, input, names)
  return parsed(lowering, node, filter(input, matches), names).rows
})

/** `parse-kv Text as (a:string, b:long) with (pair_delimiter=…, kv_delimiter=…)`. */
export const parseKv = piped((lowering, node, input, names) => {
  const options: Record<string, string> = {}
  const clause = node.WithClause as Node | null
  for (const property of clause ? list(clause, 'Properties') : []) {
    const value = child(property, 'Expression')
    options[nameOf(child(property, 'Name')).toLowerCase()] = String(
      typeof value.LiteralValue === 'string' ? value.LiteralValue : textOf(value),
    )
  }
  const subject = coerce(
    lowering,
    lowering.expr(child(node, 'Expression'), frameOf(input, names)),
    'string',
    node,
  )
  const bag: Expr = {
    kind: 'call',
    name: '_parse_kv',
    args: [subject, literal('string', JSON.stringify(options))],
    type: 'dynamic',
  }
  const items = list(child(node, 'Keys'), 'Columns').map((declared) => {
    const name = nameOf(child(declared, 'Name'))
    const type = typeNamed(child(declared, 'Type'))
    const text: Expr = {
      kind: 'call',
      name: '_path_text',
      args: [bag, literal('dynamic', JSON.stringify([name]))],
      type: 'string',
    }
    return item(lowering.column(name, type), coerce(lowering, text, type, node))
  })
  return extend(input, items)
})
