import { child, list, type Node, nameOf, optional } from '../../kusto/syntax.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Item, Relation, SharedDefinition } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { typeNamed } from '../expr.js'
import { item, passing, project, shareRows } from '../rows.js'
import { type Frame, frameOf, type Lowering, Names, type Rows, refuse } from '../scope.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'

interface Declared {
  readonly name: string
  readonly type: Column['type']
  readonly start: Expr
}

function declarations(lowering: Lowering, node: Node, names: Names): Declared[] {
  const clause = optional(node, 'DeclareClause')
  return (clause ? list(clause, 'Declarations') : []).map((declared) => {
    const pair = child(declared, 'NameAndType')
    const type = typeNamed(child(pair, 'Type'))
    const fallback = optional(declared, 'DefaultValue')
    const start = fallback ? lowering.expr(child(fallback, 'Value'), { names, columns: [] }) : nullOf(type)
    return { name: nameOf(child(pair, 'Name')), type, start: coerce(lowering, start, type, declared) }
  })
}

/**
 * One step that every row may take, with its state carried on: row after row, by recursion over their numbers.
 * Patterns of several steps are refused.
 */
export const scan = piped((lowering, node, input, names) => {
  const [step, ...others] = list(node, 'Steps')
  if (!step || others.length > 0)
    return refuse(
      node,
      'KQL300',
      'scan with several steps is not supported',
      'evaluate sequence_detect finds sequences',
    )
  if (optional(node, 'PartitionByClause') || optional(node, 'OrderByClause'))
    return refuse(
      node,
      'KQL300',
      'scan with order by or partition by is not supported',
      'sort the rows before scan',
    )
  const declared = declarations(lowering, node, names)
  const { rows: numbered, place } = withPlace(lowering, input, names)
  const shared = shareRows(lowering, 'scanned', numbered, true)
  const width = input.relation.columns.length
  const start = startRow(lowering, shared(), width, declared)
  const working: SharedDefinition = {
    id: lowering.nextId(),
    name: 'scan',
    relation: start,
    materialize: false,
  }
  const before: Relation = {
    kind: 'shared',
    definition: working,
    columns: start.columns.map((column) => lowering.column(column.name, column.type)),
  }
  const next = nextRow(lowering, step, { before, rows: shared(), width, declared, names, place: place.name })
  const columns = start.columns.map((column) => lowering.column(column.name, column.type))
  const relation: Relation = { kind: 'recursive', start, working, step: next, columns }
  return finish(lowering, relation, input, declared)
})

function withPlace(lowering: Lowering, input: Rows, names: Names): { rows: Rows; place: Column } {
  const { rows, value } = withWindows(lowering, input, names, (frame) =>
    frame.onWindow?.({ kind: 'window', name: '_place', args: [], type: 'long', partition: [], order: [] }),
  )
  const place = value?.kind === 'column' ? value.column : lowering.column('_place', 'long')
  return { rows: project(rows, [...input.relation.columns, place].map(passing)), place }
}

/** The row before the first: number 0, the declared values, nothing matched. */
function startRow(lowering: Lowering, rows: Rows, width: number, declared: readonly Declared[]): Relation {
  const values: readonly (readonly [string, Expr])[] = [
    ['_place', literal('long', 0n)],
    ['_matched', literal('bool', false)],
    ...rows.relation.columns.slice(0, width).map((column) => [column.name, nullOf(column.type)] as const),
    ...declared.map((d) => [d.name, d.start] as const),
    ...declared.map((d) => [`${d.name}_state`, d.start] as const),
  ]
  const columns = values.map(([name, expr]) => lowering.column(name, expr.type))
  return { kind: 'values', columns, rows: [values.map(([, expr]) => expr)] }
}

interface Next {
  readonly before: Relation
  readonly rows: Rows
  readonly width: number
  readonly declared: readonly Declared[]
  readonly names: Names
  readonly place: string
}

function nextRow(lowering: Lowering, step: Node, it: Next): Relation {
  const [lastPlace] = it.before.columns
  const own = it.rows.relation.columns.slice(0, it.width)
  const place = it.rows.relation.columns[it.width]
  if (!lastPlace || !place) return refuse(step, 'KQL300', 'scan needs rows')
  const following = lowering.call('+', [columnRef(lastPlace), literal('long', 1n)], step)
  const condition: Expr = {
    kind: 'call',
    name: '_join_equal',
    args: [columnRef(place), following],
    type: 'bool',
  }
  const both: Relation = {
    kind: 'join',
    join: 'inner',
    left: it.before,
    right: it.rows.relation,
    condition,
    columns: [...it.before.columns, ...it.rows.relation.columns],
  }
  const states = it.before.columns.slice(2 + it.width + it.declared.length)
  const named = it.declared.map((d, i): Column => ({ ...(states[i] as Column), name: d.name }))
  const stepName = nameOf(child(step, 'Name'))
  const previous = it.before.columns.slice(2, 2 + it.width)
  // On its own a declared name is what it starts with; `step.name` is what the step has made of it.
  const names = new Names(it.names)
  for (const d of it.declared) names.set(d.name, { kind: 'scalar', expr: d.start })
  const frame: Frame = {
    ...frameOf(it.rows, names),
    columns: own,
    sides: new Map([[stepName, [...named, ...previous]]]),
  }
  const matched = coerce(lowering, lowering.expr(child(step, 'Condition'), frame), 'bool', step)
  const clause = optional(step, 'ComputationClause')
  const assigned = new Map(
    (clause ? list(clause, 'Assignments') : []).map((a) => [
      nameOf(child(a, 'Name')),
      child(a, 'Expression'),
    ]),
  )
  const values = it.declared.map((d, i): Expr => {
    const state = states[i]
    const before: Expr = state ? columnRef(state) : d.start
    const node = assigned.get(d.name)
    if (!node) return before
    const value = coerce(lowering, lowering.expr(node, frame), d.type, node)
    return lowering.call('iff', [matched, value, before], step, d.type)
  })
  const exprs: Expr[] = [columnRef(place), matched, ...own.map(columnRef), ...values, ...values]
  const items: Item[] = exprs.map((expr, i) =>
    item(lowering.column(it.before.columns[i]?.name ?? `c${i}`, expr.type), expr),
  )
  return { kind: 'project', input: both, items, columns: items.map((i) => i.column) }
}

function finish(lowering: Lowering, relation: Relation, input: Rows, declared: readonly Declared[]): Rows {
  const [place, matched, ...rest] = relation.columns
  if (!place || !matched) return input
  const width = input.relation.columns.length
  const kept: Relation = {
    kind: 'filter',
    input: relation,
    condition: {
      kind: 'call',
      name: 'and',
      type: 'bool',
      args: [
        columnRef(matched),
        { kind: 'call', name: '>', type: 'bool', args: [columnRef(place), literal('long', 0n)] },
      ],
    },
    columns: relation.columns,
  }
  const key = { expr: columnRef(place), descending: false, nullsFirst: true }
  const sorted: Relation = { kind: 'sort', input: kept, keys: [key], columns: kept.columns }
  return project({ relation: sorted }, rest.slice(0, width + declared.length).map(passing))
}
