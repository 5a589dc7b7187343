import { descendants, kindOf, list, type Node, optional } from '../../kusto/syntax.js'
import { columnRef, type Expr } from '../../plan/expr.js'
import type { Item } from '../../plan/relation.js'
import { type NamedValue, namedValues } from '../items.js'
import { columnName, item, passing, project, shareRows } from '../rows.js'
import { type Frame, frameOf, type Lowering, type Names, type Rows } from '../scope.js'
import { piped } from './entry.js'

/** Keys of a `by` clause; `bin` in it, applied to a key of that name, is taken as written. */
export function groupingKeys(lowering: Lowering, clause: Node | undefined, frame: Frame): Item[] {
  if (!clause) return []
  const taken = new Set<string>()
  return list(clause, 'Expressions')
    .flatMap((node) => namedValues(lowering, node, frame))
    .map((found) => {
      const name = columnName(found.name, taken, frame.columns)
      taken.add(name)
      return item(lowering.column(name, found.expr.type), found.expr)
    })
}

/** Columns that are keys as they are. */
export const groupedColumns = (keys: readonly Item[]): ReadonlySet<number> =>
  new Set(keys.flatMap((key) => (key.expr.kind === 'column' ? [key.expr.column.id] : [])))

/** Lowers aggregate expressions; each aggregate in them becomes a column of its own. */
export function aggregateItems(
  lowering: Lowering,
  nodes: readonly Node[],
  frame: Frame,
): { readonly values: readonly NamedValue[]; readonly aggregates: readonly Item[] } {
  const aggregates: Item[] = []
  const onAggregate = (expr: Expr): Expr => {
    const column = lowering.column(expr.kind === 'aggregate' ? expr.name : 'aggregate', expr.type)
    aggregates.push(item(column, expr))
    return columnRef(column)
  }
  const values = nodes.flatMap((node) => namedValues(lowering, node, { ...frame, onAggregate }))
  return { values, aggregates }
}

const givesAll = (node: Node): boolean =>
  [...descendants(node)].some((inner) => kindOf(inner) === 'StarExpression')

export const summarize = piped((lowering, node, input, names) =>
  summarizeRows(lowering, list(node, 'Aggregates'), optional(node, 'ByClause'), input, names),
)

export function summarizeRows(
  lowering: Lowering,
  nodes: readonly Node[],
  by: Node | undefined,
  input: Rows,
  names: Names,
): Rows {
  const frame = frameOf(input, names)
  const keys = groupingKeys(lowering, by, frame)
  const grouped = groupedColumns(keys)
  const { values, aggregates } = aggregateItems(lowering, nodes, { ...frame, grouped })
  const relation = {
    kind: 'aggregate' as const,
    input: input.relation,
    keys,
    aggregates,
    columns: [...keys, ...aggregates].map((i) => i.column),
  }
  const taken = new Set(keys.map((key) => key.column.name))
  const outputs = values.map((value) => {
    const name = columnName(value.name, taken, frame.columns)
    taken.add(name)
    const plain = value.expr.kind === 'column' ? value.expr.column : undefined
    return item(lowering.column(name, value.expr.type), plain ? columnRef(plain) : value.expr)
  })
  const rows: Rows = { relation, ...(input.open ? { open: true } : {}) }
  // `arg_max(x, *)` gives every column there is, also those that nobody knows yet.
  const open = rows.open === true && nodes.some(givesAll)
  return { ...project(rows, [...keys.map((key) => passing(key.column)), ...outputs]), open }
}

/** Aggregates by keys and further keys, for reuse: columns are the keys, the further keys, then the values. */
export function summarizeItems(
  lowering: Lowering,
  nodes: readonly Node[],
  keys: readonly Item[],
  input: Rows,
  names: Names,
  further: readonly Item[],
): { readonly rows: () => Rows; readonly names: readonly string[] } {
  const { values, aggregates } = aggregateItems(lowering, nodes, frameOf(input, names))
  const all = [...keys, ...further]
  const relation = {
    kind: 'aggregate' as const,
    input: input.relation,
    keys: all,
    aggregates,
    columns: [...all, ...aggregates].map((i) => i.column),
  }
  const outputs = values.map((value) => item(lowering.column(value.name, value.expr.type), value.expr))
  const rows = project({ relation }, [...all.map((key) => passing(key.column)), ...outputs])
  return { rows: shareRows(lowering, 'values', rows, true), names: values.map((value) => value.name) }
}

export const distinct = piped((lowering, node, input, names) => {
  const frame = frameOf(input, names)
  const nodes = list(node, 'Expressions')
  const star = nodes.some((n) => kindOf(n) === 'StarExpression')
  const keys = star
    ? input.relation.columns.map((column) =>
        item(lowering.column(column.name, column.type), columnRef(column)),
      )
    : groupingKeys(lowering, node, frame)
  return {
    relation: {
      kind: 'aggregate',
      input: input.relation,
      keys,
      aggregates: [],
      columns: keys.map((key) => key.column),
    },
  }
})

export const count = piped((lowering, node, input) => {
  const as = optional(node, 'AsIdentifier')
  const column = lowering.column(as ? String((as.Identifier as Node).SimpleName) : 'Count', 'long')
  const aggregates = [item(column, { kind: 'aggregate', name: 'count', args: [], type: 'long' })]
  return { relation: { kind: 'aggregate', input: input.relation, keys: [], aggregates, columns: [column] } }
})
