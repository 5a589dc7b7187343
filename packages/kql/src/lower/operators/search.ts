import { child, kindOf, list, type Node, nameOf, optional, parameterText } from '../../kusto/syntax.js'
import { filter, passing, project } from '../rows.js'
import { frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
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
    return lowering.services
      .allTables()
      .filter((table) => table.rows.length > 0)
      .map((table) => ({ name: table.name, rows: scanOf(lowering, table) }))
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
  return unionRows(lowering, legs, node, { outer: true, withSource: '$table' })
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
  if (!clause)
    return refuse(
      node,
      'KQL300',
      'find without project is not supported',
      'name the columns: find … | project a, b',
    )
  const wanted = list(clause, 'Columns').map((column) => nameOf(optional(column, 'Column') ?? column))
  const legs = legsOf(lowering, node, input, names).map((leg) => {
    const rows = filter(
      leg.rows,
      searchCondition(lowering, condition, { ...frameOf(leg.rows, names), open: true }, false),
    )
    const kept = wanted.flatMap((name) => rows.relation.columns.filter((column) => column.name === name))
    return { name: leg.name, rows: project(rows, kept.map(passing)) }
  })
  if (legs.length === 0) return empty(lowering, [source, ...wanted])
  return unionRows(lowering, legs, node, { outer: true, withSource: source })
}
