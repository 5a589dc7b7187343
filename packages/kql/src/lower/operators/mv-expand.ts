import {
  child,
  kindOf,
  list,
  type Node,
  nameOf,
  optional,
  parameter,
  parameterText,
  resultName,
} from '../../kusto/syntax.js'
import { type Column, columnRef, type Expr } from '../../plan/expr.js'
import type { Item, Relation } from '../../plan/relation.js'
import type { KustoType } from '../../plan/type.js'
import { coerce } from '../call.js'
import { typeNamed } from '../expr.js'
import { columnName, item, passing, project } from '../rows.js'
import { type Frame, frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'

interface Expansion {
  readonly name: string
  /** The column that gives its name (and place) to the result. */
  readonly replaces?: Column
  readonly list: Expr
  readonly type: KustoType
}

function expansionOf(lowering: Lowering, node: Node, frame: Frame, bags: boolean): Expansion {
  const to = optional(node, 'ToTypeOf')
  const inner =
    kindOf(node) === 'MvExpandExpression' || kindOf(node) === 'MvApplyExpression'
      ? child(node, 'Expression')
      : node
  const named = kindOf(inner) === 'SimpleNamedExpression'
  const valueNode = named ? child(inner, 'Expression') : inner
  const value = lowering.expr(valueNode, frame)
  const name = named
    ? nameOf(child(inner, 'Name'))
    : kindOf(valueNode) === 'NameReference'
      ? nameOf(valueNode)
      : resultName(valueNode)
  const replaces = frame.columns.find((column) => column.name === name)
  const dynamic = value.type === 'dynamic' ? value : coerce(lowering, value, 'dynamic', node)
  return {
    name,
    ...(replaces ? { replaces } : {}),
    list: { kind: 'call', name: bags ? '_bag_items' : '_items', args: [dynamic], type: 'dynamic' },
    type: to ? typeNamed(child(to, 'TypeOf')) : 'dynamic',
  }
}

/** Rows with one element each: the input's columns, then the raw elements, then the index. */
export function unnest(
  lowering: Lowering,
  nodes: readonly Node[],
  input: Rows,
  names: Names,
  options: {
    readonly keepEmpty: boolean
    readonly bagArrays: boolean
    readonly index?: string
    readonly limit?: Expr
  },
): { relation: Relation; expansions: readonly (Expansion & { column: Column })[]; index?: Column } {
  const frame = frameOf(input, names)
  const expansions = nodes.map((node) => {
    const found = expansionOf(lowering, node, frame, options.bagArrays)
    const limited: Expr = options.limit
      ? { kind: 'call', name: '_first_items', args: [found.list, options.limit], type: 'dynamic' }
      : found.list
    return { ...found, list: limited, column: lowering.column(found.name, 'dynamic') }
  })
  const index = options.index ? lowering.column(options.index, 'long') : undefined
  const items = expansions.map((found) => ({ column: found.column, list: found.list }))
  const relation: Relation = {
    kind: 'unnest',
    input: input.relation,
    items,
    ...(index ? { index } : {}),
    keepEmpty: options.keepEmpty,
    columns: [...input.relation.columns, ...items.map((i) => i.column), ...(index ? [index] : [])],
  }
  return { relation, expansions, ...(index ? { index } : {}) }
}

/** The element in the place of the column it came from, or behind the others. */
export function placed(
  lowering: Lowering,
  input: Rows,
  expansions: readonly (Expansion & { column: Column })[],
  node: Node,
): Item[] {
  const made = expansions.map((found) => {
    const value = columnRef(found.column)
    const expr = found.type === 'dynamic' ? value : coerce(lowering, value, found.type, node)
    return {
      ...found,
      item:
        found.type === 'dynamic'
          ? passing(found.column)
          : item(lowering.column(found.name, found.type), expr),
    }
  })
  const items = input.relation.columns.map((column) => {
    const own = made.find((found) => found.replaces?.id === column.id)
    return own ? own.item : passing(column)
  })
  const taken = new Set(input.relation.columns.map((column) => column.name))
  for (const found of made) {
    if (found.replaces) continue
    const name = columnName(found.name, taken)
    taken.add(name)
    items.push(
      name === found.item.column.name
        ? found.item
        : item(lowering.column(name, found.item.column.type), found.item.expr),
    )
  }
  return items
}

export const mvExpand = piped((lowering, node, input, names) => {
  const indexNode = parameter(node, 'with_itemindex')
  const limitClause = optional(node, 'RowLimitClause')
  const kind = parameterText(node, 'bagexpansion') ?? parameterText(node, 'kind') ?? 'bag'
  const limit = limitClause
    ? coerce(
        lowering,
        lowering.expr(child(limitClause, 'RowLimit'), { names, columns: [] }),
        'long',
        limitClause,
      )
    : undefined
  const { relation, expansions, index } = unnest(lowering, list(node, 'Expressions'), input, names, {
    keepEmpty: true,
    bagArrays: kind !== 'array',
    ...(indexNode ? { index: nameOf(indexNode) } : {}),
    ...(limit ? { limit } : {}),
  })
  if (expansions.length === 0) return refuse(node, 'KQL200', 'mv-expand needs a column')
  const { order: _order, ...rest } = input
  const items = placed(lowering, input, expansions, node)
  const rows: Rows = { ...rest, relation, ...(input.order ? { order: input.order } : {}) }
  return project(rows, [...items, ...(index ? [passing(index)] : [])])
})
