/**
 * `scan`: row after row, by recursion over their numbers, with the state of all steps carried on. A row is held
 * against the steps from the last to the first; where it carries a step on from the one before, that one's state
 * moves up. https://learn.microsoft.com/kusto/query/scan-operator
 */
import { optional } from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Item, Relation, SharedDefinition } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { item, passing, project, shareRows } from '../rows.js'
import { type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'
import { joined } from './join.js'
import { flat, type Layout, mapped, type Numbered, type Scan, sameKeys } from './scan-layout.js'
import { emitted } from './scan-output.js'
import {
  declarations,
  emptyState,
  keptBy,
  rememberedIn,
  type Step,
  type StepState,
  stepFrame,
  stepsOf,
} from './scan-steps.js'

export const scan = piped((lowering, node, input, names) => {
  if (optional(node, 'PartitionByClause') || optional(node, 'OrderByClause'))
    return refuse(
      node,
      'KQL300',
      'scan with order by or partition by is not supported',
      'sort the rows before scan, or scan inside of partition',
    )
  const steps = stepsOf(node)
  if (steps.length === 0) return refuse(node, 'KQL300', 'scan needs a step')
  const declared = declarations(lowering, node, names)
  const remembered = rememberedIn(steps, input.relation.columns, declared)
  const it: Scan = { lowering, node, names, steps, declared, remembered }
  const rows = numberedRows(lowering, input, names)
  const scanned = shareRows(lowering, 'scanned', { relation: recursion(it, rows) }, true)
  const first = startOf(it, rows)
  const layout = () => {
    const { relation } = scanned()
    return { relation, layout: mapped(first, relation.columns) }
  }
  return emitted(it, rows, layout)
})

function numberedRows(lowering: Lowering, input: Rows, names: Names): Numbered {
  const { rows, value } = withWindows(lowering, input, names, (frame) =>
    frame.onWindow?.({ kind: 'window', name: '_place', args: [], type: 'long', partition: [], order: [] }),
  )
  const place = value?.kind === 'column' ? value.column : lowering.column('_place', 'long')
  const keys = input.partition ?? []
  const own = input.relation.columns.filter((column) => !keys.includes(column))
  const numbered = project(rows, [place, ...keys, ...own].map(passing))
  const shared = shareRows(lowering, 'numbered', numbered, true)
  return () => {
    const { relation } = shared()
    const [first, ...rest] = relation.columns
    return {
      relation,
      place: first ?? place,
      keys: rest.slice(0, keys.length),
      own: rest.slice(keys.length),
    }
  }
}

/** Before the first row: number 0, nothing under way. */
const startOf = ({ steps, declared, remembered }: Scan, rows: Numbered): Layout<Expr> => ({
  place: literal('long', 0n),
  keys: rows().keys.map((key) => nullOf(key.type)),
  next: literal('long', 0n),
  states: steps.map((_, step) => emptyState(remembered, step)),
  outputs: steps.map(() => ({ matched: literal('bool', false), values: declared.map((d) => d.start) })),
})

function recursion(it: Scan, rows: Numbered): Relation {
  const { lowering } = it
  const first = startOf(it, rows)
  const exprs = flat(first)
  const fresh = () => exprs.map((expr, place) => lowering.column(`_c${place}`, expr.type))
  const start = startRow(lowering, rows, exprs, fresh())
  const working: SharedDefinition = {
    id: lowering.nextId(),
    name: 'scan',
    relation: start,
    materialize: false,
  }
  const before: Relation = { kind: 'shared', definition: working, columns: fresh() }
  const step = nextRow(it, before, mapped(first, before.columns), rows)
  return { kind: 'recursive', start, working, step, columns: fresh() }
}

/** One row to start from, or one for each partition. */
function startRow(lowering: Lowering, rows: Numbered, exprs: readonly Expr[], columns: Column[]): Relation {
  const { relation, keys } = rows()
  if (keys.length === 0) return { kind: 'values', columns, rows: [exprs] }
  const distinct = keys.map((key) => item(lowering.column('_key', key.type), columnRef(key)))
  const input: Relation = {
    kind: 'aggregate',
    input: relation,
    keys: distinct,
    aggregates: [],
    columns: distinct.map((key) => key.column),
  }
  const items = columns.map((column, at) => {
    const key = distinct[at - 1]
    return item(column, key ? columnRef(key.column) : (exprs[at] ?? nullOf(column.type)))
  })
  return { kind: 'project', input, items, columns }
}

function nextRow(it: Scan, before: Relation, old: Layout<Column>, rows: Numbered): Relation {
  const { lowering, node, steps, declared, remembered } = it
  const call = (name: string, ...args: Expr[]) => lowering.call(name, args, node)
  const iff = (condition: Expr, yes: Expr, no: Expr) =>
    lowering.call('iff', [condition, yes, no], node, yes.type)
  const { relation, place, keys, own } = rows()
  const following: Expr = {
    kind: 'call',
    name: '_join_equal',
    args: [columnRef(place), call('+', columnRef(old.place), literal('long', 1n))],
    type: 'bool',
  }
  const both = joined('inner', before, relation, conjunction([following, ...sameKeys(keys, old.keys)]))
  let layer: Relation = both
  /** New columns on top of all there are. */
  const added = (exprs: readonly Expr[]): Column[] => {
    const items = exprs.map((expr) => item(lowering.column('_n', expr.type), expr))
    const all: Item[] = [...layer.columns.map(passing), ...items]
    layer = { kind: 'project', input: layer, items: all, columns: all.map((i) => i.column) }
    return items.map((i) => i.column)
  }
  /** Value of an expression with the records a state holds. */
  const valueIn = (state: StepState<Column> | undefined, step: number, expression: typeof node): Expr => {
    const kept = keptBy(remembered, step)
    const frame = stepFrame(it.names, own, declared, steps, (wanted, name) => {
      const at = kept.findIndex((value) => value.step === wanted && value.name === name)
      const column = at < 0 ? undefined : state?.values[at]
      return column ? columnRef(column) : remembered.find((v) => v.step === wanted && v.name === name)?.start
    })
    return lowering.expr(expression, frame)
  }
  const holds = (state: StepState<Column> | undefined, from: number, step: Step): Expr =>
    call(
      'coalesce',
      coerce(lowering, valueIn(state, from, step.condition), 'bool', step.condition),
      literal('bool', false),
    )
  // Whether the row carries a step on from the one before.
  const carried = added(
    steps.map((step, k) => {
      const previous = old.states[k - 1]
      return previous
        ? call('and', columnRef(previous.active), holds(previous, k - 1, step))
        : literal('bool', false)
    }),
  )
  // States that have moved up to the next step are empty.
  const left = steps.map((_, k): StepState<Column> => {
    const [state, moved, empty] = [old.states[k], carried[k + 1], emptyState(remembered, k)]
    if (!state || !moved) return state as StepState<Column>
    const pick = (start: Expr, column: Column): Expr => iff(columnRef(moved), start, columnRef(column))
    const [active, ...values] = added([
      pick(empty.active, state.active),
      ...state.values.map((column, i) => pick(empty.values[i] ?? columnRef(column), column)),
    ])
    return { ...state, active: active ?? state.active, values }
  })
  const repeated = added(
    steps.map((step, k) => {
      const [state, up] = [left[k], carried[k]]
      const open = k === 0 || !state ? literal('bool', true) : columnRef(state.active)
      const fresh = up ? call('not', columnRef(up)) : literal('bool', true)
      return call('and', call('and', fresh, open), holds(state, k, step))
    }),
  )
  const begins = call(
    'and',
    columnRef(repeated[0] as Column),
    call('not', columnRef((left[0] as StepState<Column>).active)),
  )
  const [begun] = added([begins])
  const isNew: Expr = begun ? columnRef(begun) : begins
  const next = call('+', columnRef(old.next), iff(isNew, literal('long', 1n), literal('long', 0n)))
  const outputs = steps.map((step, k) => {
    const [up, again] = [columnRef(carried[k] as Column), columnRef(repeated[k] as Column)]
    const values = declared.map((d) => {
      const assigned = step.assigned.get(d.name)
      if (!assigned) return d.start
      const made = (state: StepState<Column> | undefined, from: number) =>
        coerce(lowering, valueIn(state, from, assigned), d.type, assigned)
      return k === 0 ? made(left[k], k) : iff(up, made(old.states[k - 1], k - 1), made(left[k], k))
    })
    const [matched, ...columns] = added([call('or', up, again), ...values])
    return { matched: matched as Column, values: columns }
  })
  const states = steps.map((_, k): StepState<Expr> => {
    const [state, previous, up] = [left[k] as StepState<Column>, old.states[k - 1], carried[k] as Column]
    const matched = columnRef((outputs[k] as (typeof outputs)[number]).matched)
    const was = (of: Column | undefined, otherwise: Column): Expr =>
      of ? iff(columnRef(up), columnRef(of), columnRef(otherwise)) : columnRef(otherwise)
    const begin = k === 0 ? isNew : columnRef(up)
    const id = k === 0 ? iff(isNew, columnRef(old.next), columnRef(state.id)) : was(previous?.id, state.id)
    const before = keptBy(remembered, k - 1)
    const values = keptBy(remembered, k).map((value, place): Expr => {
      const current = state.values[place] as Column
      if (value.step < k) return was(previous?.values[before.indexOf(value)], current)
      const made = declared.findIndex(({ name }) => name === value.name)
      const column = made >= 0 ? outputs[k]?.values[made] : own.find(({ name }) => name === value.name)
      return column ? iff(matched, columnRef(column), columnRef(current)) : columnRef(current)
    })
    return {
      active: call('or', columnRef(state.active), matched),
      id,
      series: call('+', columnRef(state.series), iff(begin, literal('long', 1n), literal('long', 0n))),
      values,
    }
  })
  const results: Layout<Expr> = {
    place: columnRef(place),
    keys: keys.map(columnRef),
    next,
    states,
    outputs: outputs.map(({ matched, values }) => ({
      matched: columnRef(matched),
      values: values.map(columnRef),
    })),
  }
  const items = flat(results).map((expr, i) => item(lowering.column(`_c${i}`, expr.type), expr))
  return { kind: 'project', input: layer, items, columns: items.map((i) => i.column) }
}
