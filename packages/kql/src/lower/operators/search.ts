import {
  child,
  descendants,
  kindOf,
  list,
  type Node,
  nameOf,
  optional,
  parameterText,
} from '../../kusto/syntax.js'
import type { Item } from '../../plan/relation.js'
import { bagOf } from '../call.js'
import { filledTables } from '../filled-tables.js'
import { filter, item, passing, project } from '../rows.js'
import { frameOf, type Lowering, type Names, type Rows } from '../scope.js'
import { searchCondition } from '../search-condition.js'
import { scanOf } from '../source.js'
import type { LowerOperator } from './entry.js'
import { isWild, unionRows, wildLegs } from './union.js'

interface Leg {
  readonly name: string
  readonly rows: Rows
}

/** Tables of an `in (…)` clause, the rows piped in, or every table with rows. */
function legsOf(lowering: Lowering, node: Node, input: Rows | undefined, names: Names): Leg[] {
  const clause = optional(node, 'InClause')
  if (input) return [{ name: 'search_arg0', rows: input }]
  if (!clause)
    return filledTables(lowering).map((table) => ({ name: table.name, rows: scanOf(lowering, table) }))
  return list(clause, 'Expressions').flatMap((element, i): Leg[] => {
    if (kindOf(element) === 'NameReference' && isWild(element)) return wildLegs(lowering, element, names)
    const name = kindOf(element) === 'NameReference' ? nameOf(element) : `search_arg${i}`
    return [{ name, rows: lowering.table(element, names) }]
  })
}

export const search: LowerOperator = (lowering, node, input, names) => {
  const cs = parameterText(node, 'kind') === 'case_sensitive'
  const condition = child(node, 'Condition')
  const legs = legsOf(lowering, node, input, names).map((leg) => ({
    ...leg,
    rows: filter(
      leg.rows,
      searchCondition(lowering, condition, { ...frameOf(leg.rows, names), open: true }, cs),
    ),
  }))
  if (legs.length === 0) return empty(lowering, ['$table'])
  // A column of a table without rows may be asked for, and is null.
  return { ...unionRows(lowering, legs, node, { outer: true, withSource: '$table' }), open: true }
}

const empty = (lowering: Lowering, names: readonly string[]): Rows => ({
  relation: { kind: 'values', columns: names.map((name) => lowering.column(name, 'string')), rows: [] },
  open: true,
})

/** Rows of several tables that meet a condition: columns of the `project` clause, or all, packed where they differ. */
export const find: LowerOperator = (lowering, node, input, names) => {
  const condition = child(node, 'Condition')
  const source = parameterText(node, 'withsource') ?? 'source_'
  const clause = optional(node, 'Project')
  const all = legsOf(lowering, node, input, names)
  const wanted = clause
    ? list(clause, 'Columns').map((column) => nameOf(optional(column, 'Column') ?? column))
    : smartNames(all, condition)
  const legs = all.map((leg) => {
    const rows = filter(
      leg.rows,
      searchCondition(lowering, condition, { ...frameOf(leg.rows, names), open: true }, false),
    )
    const kept = wanted.flatMap((name) => rows.relation.columns.filter((column) => column.name === name))
    const items = clause ? kept.map(passing) : [...kept.map(passing), packed(lowering, rows, wanted, node)]
    return { name: leg.name, rows: project(rows, items) }
  })
  if (legs.length === 0) return empty(lowering, [source, ...wanted])
  return unionRows(lowering, legs, node, { outer: true, withSource: source })
}

/** Without `project`: columns the condition names and those all tables have; the rest goes into `pack_`. */
function smartNames(legs: readonly Leg[], condition: Node): string[] {
  const mentioned = [...descendants(condition)].flatMap((part) =>
    kindOf(part) === 'NameReference' ? [nameOf(part)] : [],
  )
  const has = (leg: Leg, name: string) => leg.rows.relation.columns.some((column) => column.name === name)
  const common = (legs[0]?.rows.relation.columns ?? [])
    .map((column) => column.name)
    .filter((name) => legs.every((leg) => has(leg, name)))
  return [...new Set([...mentioned.filter((name) => legs.some((leg) => has(leg, name))), ...common])]
}

function packed(lowering: Lowering, rows: Rows, apart: readonly string[], node: Node): Item {
  const rest = rows.relation.columns.filter((column) => !apart.includes(column.name))
  return item(lowering.column('pack_', 'dynamic'), bagOf(lowering, rest, node))
}
