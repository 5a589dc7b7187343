import {
  child,
  kindOf,
  list,
  type Node,
  nameOf,
  parameter,
  parameterText,
  textOf,
} from '../../kusto/syntax.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import { isEmpty } from '../../plan/is-empty.js'
import { isNumeric, type KustoType } from '../../plan/type.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { uniqueName } from '../rows.js'
import { type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { scanOf } from '../source.js'
import type { LowerOperator } from './entry.js'

interface Leg {
  readonly name: string
  readonly rows: Rows
}

export const union: LowerOperator = (lowering, node, input, names) => {
  const fuzzy = parameterText(node, 'isfuzzy') === 'true'
  const legs: Leg[] = input ? [{ name: 'union_arg0', rows: input }] : []
  for (const element of list(node, 'Expressions'))
    legs.push(...legsOf(lowering, element, fuzzy, legs.length, names))
  const outer = (parameterText(node, 'kind') ?? 'outer') !== 'inner'
  const source = parameter(node, 'withsource')
  const column = source ? nameOf(source).replace(/^(['"])(.*)\1$/, '$2') : undefined
  return unionRows(lowering, legs, node, { outer, ...(column ? { withSource: column } : {}) })
}

/** Rows of one element; a table that is not there is left out of a fuzzy union. */
function legsOf(lowering: Lowering, node: Node, fuzzy: boolean, at: number, names: Names): Leg[] {
  if (kindOf(node) === 'NameReference' && isWild(node)) return wildLegs(lowering, node, names)
  const name = kindOf(node) === 'NameReference' ? nameOf(node) : (namedAs(node) ?? `union_arg${at}`)
  const missing = fuzzy ? missingSource(lowering, node, names) : undefined
  if (missing !== undefined) {
    lowering.services.warn(`there is no table ${missing}: left out of the union`)
    return []
  }
  // A variable of the query is not a table: Kusto numbers it. Views and `as` names keep theirs.
  const binding = names.get(name)
  const source = binding?.kind === 'table' && !binding.as ? `union_arg${at}` : name
  return [{ name: source, rows: lowering.table(node, names) }]
}

/** `(T | … | as Name)` goes by that name. */
function namedAs(node: Node): string | undefined {
  if (kindOf(node) === 'ParenthesizedExpression') return namedAs(child(node, 'Expression'))
  const last = kindOf(node) === 'PipeExpression' ? child(node, 'Operator') : undefined
  return last && kindOf(last) === 'AsOperator' ? nameOf(child(last, 'Name')) : undefined
}

/** Name of the table an element starts with, when nobody has it. */
function missingSource(lowering: Lowering, node: Node, names: Names): string | undefined {
  if (kindOf(node) === 'ParenthesizedExpression' || kindOf(node) === 'PipeExpression')
    return missingSource(lowering, child(node, 'Expression'), names)
  if (kindOf(node) !== 'NameReference') return undefined
  const name = nameOf(node)
  return names.get(name) || lowering.services.table(name) ? undefined : name
}

export const isWild = (node: Node): boolean => /Wildcarded/.test(kindOf(child(node, 'Name')))

/** Tables whose names match, and views of the query. */
export function wildLegs(lowering: Lowering, node: Node, names: Names): Leg[] {
  const text = textOf(node).replace(/^\['?"?|'?"?\]$/g, '')
  const pattern = new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )
  const views = names.views().filter(([name]) => pattern.test(name))
  const own = views.map(([name, view]) => ({
    name,
    rows: lowering.table(child(child(view, 'Body'), 'Expression'), names),
  }))
  const tables = lowering.services
    .allTables()
    .filter((table) => !table.apart && pattern.test(table.name))
    .map((table) => ({ name: table.name, rows: scanOf(lowering, table) }))
  return [...own, ...tables]
}

interface Shape {
  readonly name: string
  readonly type: KustoType
  /** Name of the column it is made of; with `exact`, only where that has this type. */
  readonly from: string
  readonly exact: boolean
}

/**
 * Columns by name; a name with several types becomes one column per type, `name_type`, as Kusto has it.
 */
export function unionRows(
  lowering: Lowering,
  legs: readonly Leg[],
  node: Node,
  options: { readonly outer: boolean; readonly withSource?: string },
): Rows {
  if (legs.length === 0) return refuse(node, 'KQL201', 'none of the tables of this union is there')
  const open = legs.some((leg) => leg.rows.open)
  const types = new Map<string, Set<KustoType>>()
  for (const leg of legs) {
    for (const column of leg.rows.relation.columns)
      types.set(column.name, (types.get(column.name) ?? new Set()).add(column.type))
  }
  const shapes: Shape[] = []
  const taken = new Set(types.keys())
  for (const [name, found] of types) {
    const isShared = () =>
      legs.every((leg) => leg.rows.relation.columns.some((column) => column.name === name))
    if (!options.outer && (found.size > 1 || !isShared())) continue
    if (found.size === 1 || open)
      shapes.push({ name, type: [...found][0] ?? 'string', from: name, exact: false })
    else {
      for (const type of found) {
        const own = uniqueName(`${name}_${type}`, taken)
        taken.add(own)
        shapes.push({ name: own, type, from: name, exact: true })
      }
    }
  }
  const columns: Column[] = shapes.map((shape) => lowering.column(shape.name, shape.type))
  const source = options.withSource ? lowering.column(options.withSource, 'string') : undefined
  // Tables of which there is nothing give their columns alone: of `union *` that leaves a few of a thousand.
  const filled = legs.filter((leg) => !isEmpty(leg.rows.relation))
  const inputs = (filled.length > 0 ? filled : legs.slice(0, 1)).map((leg) => ({
    relation: leg.rows.relation,
    exprs: [
      ...(source ? [literal('string', leg.name)] : []),
      ...shapes.map((shape) => legValue(lowering, leg, shape, node)),
    ],
  }))
  return {
    relation: { kind: 'union', inputs, columns: source ? [source, ...columns] : columns },
    ...(open ? { open: true } : {}),
  }
}

function legValue(lowering: Lowering, leg: Leg, shape: Shape, node: Node): Expr {
  const own = leg.rows.relation.columns.find((column) => column.name === shape.from)
  if (!own || (shape.exact && own.type !== shape.type)) return nullOf(shape.type)
  return own.type === shape.type ? columnRef(own) : coerce(lowering, columnRef(own), shape.type, node)
}

export const sameFamily = (a: KustoType, b: KustoType): boolean => a === b || (isNumeric(a) && isNumeric(b))
