import { child, kindOf, list, type Node, optional, parameterText } from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Item, Relation } from '../../plan/relation.js'
import { isTemporal, type KustoType } from '../../plan/type.js'
import { argumentNodes } from '../argument-nodes.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { namedValues } from '../items.js'
import { columnName, filter, item, passing, project, shareRows, uniqueName } from '../rows.js'
import { frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'
import { joined } from './join.js'
import { groupingKeys, summarizeItems } from './summarize.js'

interface Range {
  readonly from: Expr
  /** First place no longer in the series. */
  readonly to: Expr
  readonly step: Expr
}

/**
 * One array per group, with a value for every step: the groups are crossed with the steps, and what each group
 * has at a step is put there, the default elsewhere.
 */
export const makeSeries = piped((lowering, node, input, names) => {
  const frame = frameOf(input, names)
  const [axis] = namedValues(lowering, child(child(node, 'OnClause'), 'Expression'), frame)
  if (!axis) return refuse(node, 'KQL200', 'make-series needs an axis')
  const type = axis.expr.type
  const placeColumn = lowering.column('_axis', type)
  const shared = shareRows(lowering, 'series', extendHidden(input, [item(placeColumn, axis.expr)]), true)
  const base = shared()
  const axisAt = (rows: Rows): Column => rows.relation.columns.at(-1) ?? placeColumn
  const range = rangeOf(lowering, node, shared, axisAt, type, names)
  const within = filter(base, inRange(lowering, columnRef(axisAt(base)), range, node))
  const call = (name: string, ...args: Expr[]) => lowering.call(name, args, node)
  const offset = call('-', columnRef(axisAt(within)), range.from)
  const step = lowering.column('_step', 'long')
  const places: Expr = { kind: 'call', name: '_steps', args: [offset, range.step], type: 'long' }
  const stepped = extendHidden(within, [item(step, places)])
  const keys = groupingKeys(lowering, optional(node, 'ByClause'), frameOf(stepped, names))
  const nodes = list(node, 'Aggregates')
  const values = summarizeItems(
    lowering,
    nodes.map((n) => child(n, 'Expression')),
    keys,
    stepped,
    names,
    [item(lowering.column('_step', 'long'), columnRef(step))],
  )
  const grid = gridOf(
    lowering,
    values.rows,
    keys.length,
    range,
    node,
    parameterText(node, 'kind') === 'nonempty',
  )
  return collect(lowering, {
    node,
    axis: { name: axis.name || 'Column1', type },
    keys: keys.map((key) => key.column),
    values,
    grid,
    range,
    defaults: nodes.map((n) => {
      const clause = optional(n, 'DefaultExpression')
      return clause ? lowering.expr(child(clause, 'Expression'), { names, columns: [] }) : undefined
    }),
  })
})

function extendHidden(input: Rows, items: readonly Item[]): Rows {
  return project(input, [...input.relation.columns.map(passing), ...items])
}

function rangeOf(
  lowering: Lowering,
  node: Node,
  shared: () => Rows,
  axisAt: (rows: Rows) => Column,
  type: KustoType,
  names: Names,
): Range {
  const clause = child(node, 'RangeClause')
  const constant = (n: Node) => lowering.expr(n, { names, columns: [] })
  if (kindOf(clause) === 'MakeSeriesInRangeClause') {
    const [from, to, step] = argumentNodes({ ...clause, ArgumentList: clause.Arguments } as Node).map(
      constant,
    )
    if (!from || !to || !step) return refuse(clause, 'KQL200', 'in range needs from, to and step')
    // `in range` includes its end.
    const past = lowering.call('+', [coerce(lowering, to, type, clause), step], clause)
    return { from: coerce(lowering, from, type, clause), to: past, step }
  }
  const fromClause = optional(clause, 'MakeSeriesFromClause')
  const toClause = optional(clause, 'MakeSeriesToClause')
  const step = constant(child(child(clause, 'MakeSeriesStepClause'), 'Expression'))
  const edge = (name: 'min' | 'max'): Expr => {
    const rows = shared()
    const column = lowering.column(name, type)
    const aggregates = [item(column, { kind: 'aggregate', name, args: [columnRef(axisAt(rows))], type })]
    const relation: Relation = {
      kind: 'aggregate',
      input: rows.relation,
      keys: [],
      aggregates,
      columns: [column],
    }
    return { kind: 'subquery', relation, column, type }
  }
  const binned = (value: Expr) => lowering.call('bin', [value, step], clause)
  const from = fromClause
    ? coerce(lowering, constant(child(fromClause, 'Expression')), type, clause)
    : binned(edge('min'))
  const to = toClause
    ? coerce(lowering, constant(child(toClause, 'Expression')), type, clause)
    : lowering.call(
        '+',
        [fromClause ? alignedEnd(lowering, edge('max'), from, step, clause) : binned(edge('max')), step],
        clause,
      )
  return { from, to, step }
}

const alignedEnd = (lowering: Lowering, last: Expr, from: Expr, step: Expr, at: Node): Expr =>
  lowering.call('bin_at', [last, step, from], at)

const inRange = (lowering: Lowering, value: Expr, range: Range, at: Node): Expr =>
  conjunction([lowering.call('>=', [value, range.from], at), lowering.call('<', [value, range.to], at)]) ??
  literal('bool', true)

interface Grid {
  readonly relation: Relation
  readonly keys: readonly Column[]
  readonly step: Column
}

/** Every group at every step. */
function gridOf(
  lowering: Lowering,
  values: () => Rows,
  keyCount: number,
  range: Range,
  at: Node,
  nonempty: boolean,
): Grid {
  const rows = values()
  const keys = rows.relation.columns
    .slice(0, keyCount)
    .map((column) => item(lowering.column(column.name, column.type), columnRef(column)))
  const one = lowering.column('_one', 'long')
  const groups: Relation =
    keyCount > 0
      ? {
          kind: 'aggregate',
          input: rows.relation,
          keys,
          aggregates: [],
          columns: keys.map((key) => key.column),
        }
      : nonempty
        ? { kind: 'values', columns: [one], rows: [[literal('long', 1n)]] }
        : {
            kind: 'aggregate',
            input: rows.relation,
            keys: [item(one, literal('long', 1n))],
            aggregates: [],
            columns: [one],
          }
  const step = lowering.column('_step', 'long')
  const span = lowering.call('-', [range.to, range.from], at)
  const last: Expr = { kind: 'call', name: '_last_step', args: [span, range.step], type: 'long' }
  const steps: Relation = {
    kind: 'sequence',
    columns: [step],
    from: literal('long', 0n),
    to: last,
    step: literal('long', 1n),
  }
  return { relation: joined('cross', groups, steps, undefined), keys: keys.map((key) => key.column), step }
}

interface Collecting {
  readonly node: Node
  readonly axis: { readonly name: string; readonly type: KustoType }
  readonly keys: readonly Column[]
  readonly values: ReturnType<typeof summarizeItems>
  readonly grid: Grid
  readonly range: Range
  readonly defaults: readonly (Expr | undefined)[]
}

/** Puts the values on the grid and gathers each group's into arrays, in the order of the steps. */
function collect(lowering: Lowering, it: Collecting): Rows {
  const { grid, node } = it
  const right = it.values.rows()
  const same = (a: Column, b: Column): Expr => ({
    kind: 'call',
    name: '_same',
    args: [columnRef(a), columnRef(b)],
    type: 'bool',
  })
  const rightKeys = right.relation.columns.slice(0, grid.keys.length)
  const rightStep = right.relation.columns[grid.keys.length] as Column
  const condition = conjunction([
    same(grid.step, rightStep),
    ...grid.keys.flatMap((key, i) => (rightKeys[i] ? [same(key, rightKeys[i])] : [])),
  ])
  const full = joined('left', grid.relation, right.relation, condition)
  const order = [{ expr: columnRef(grid.step), descending: false, nullsFirst: true }]
  const keyItems = grid.keys.map((key) => item(lowering.column(key.name, key.type), columnRef(key)))
  const taken = new Set(keyItems.map((key) => key.column.name))
  const lists = it.values.names.map((name, i) => {
    const column = right.relation.columns[grid.keys.length + 1 + i] as Column
    const fallback = it.defaults[i] ?? (column.type === 'dynamic' ? nullOf('dynamic') : literal('long', 0n))
    const filled =
      fallback.kind === 'literal' && fallback.value === null
        ? columnRef(column)
        : lowering.call(
            'coalesce',
            [columnRef(column), coerce(lowering, fallback, column.type, node)],
            node,
            column.type,
          )
    const unique = columnName(name, taken)
    taken.add(unique)
    return seriesItem(lowering, unique, filled, order)
  })
  const { from, step } = it.range
  const distance = lowering.call('*', [columnRef(grid.step), step], node)
  const place = lowering.call('+', [from, distance], node)
  const axis = seriesItem(
    lowering,
    uniqueName(it.axis.name, taken),
    isTemporal(it.axis.type) ? place : coerce(lowering, place, it.axis.type, node),
    order,
  )
  const aggregates = [...lists, axis]
  const keys = keyItems.length > 0 ? keyItems : [item(lowering.column('_one', 'long'), literal('long', 1n))]
  const relation: Relation = {
    kind: 'aggregate',
    input: full,
    keys,
    aggregates,
    columns: [...keys, ...aggregates].map((i) => i.column),
  }
  return project(
    { relation },
    [...keyItems, ...aggregates].map((i) => passing(i.column)),
  )
}

const seriesItem = (
  lowering: Lowering,
  name: string,
  expr: Expr,
  order: NonNullable<Extract<Expr, { kind: 'aggregate' }>['order']>,
): Item =>
  item(lowering.column(name, 'dynamic'), {
    kind: 'aggregate',
    name: 'make_list_with_nulls',
    args: [expr],
    type: 'dynamic',
    order,
  })
