/** What `scan` gives: its matches, with the rows they are of. */
import { nameOf, parameter } from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { item, passing, project } from '../rows.js'
import type { Lowering, Rows } from '../scope.js'
import { joined } from './join.js'
import { type Layout, type Numbered, type Scan, sameKeys } from './scan-layout.js'

/** A row for each match of a step that outputs it, in the order of the rows. */
export function emitted(
  { lowering, node, steps, declared }: Scan,
  rows: Numbered,
  scanned: () => { readonly relation: Relation; readonly layout: Layout<Column> },
): Rows {
  const call = (name: string, ...args: Expr[]) => lowering.call(name, args, node)
  const long = (name: string) => lowering.column(name, 'long')
  const inputs = steps.flatMap((step, k) => {
    if (step.output === 'none') return []
    const { relation, layout } = scanned()
    const [state, output] = [layout.states[k], layout.outputs[k]]
    if (!state || !output) return []
    const condition = columnRef(output.matched)
    const all: Relation = { kind: 'filter', input: relation, condition, columns: relation.columns }
    const series = [...layout.keys, state.series]
    const kept = step.output === 'last' ? lastOf(lowering, all, series, layout.place) : all
    const fields = [columnRef(layout.place), literal('long', BigInt(k)), columnRef(state.id)]
    const keys = layout.keys.map(columnRef)
    return [{ relation: kept, exprs: [...fields, ...keys, ...output.values.map(columnRef)] }]
  })
  const [at, step, id] = [long('_at'), long('_step'), long('_id')]
  const { relation, place, keys, own } = rows()
  const within = keys.map((key) => lowering.column(key.name, key.type))
  const values = declared.map((d) => lowering.column(d.name, d.type))
  const columns = [at, step, id, ...within, ...values]
  const matches: Relation =
    inputs.length > 0 ? { kind: 'union', inputs, columns } : { kind: 'values', rows: [], columns }
  const there = conjunction([call('==', columnRef(at), columnRef(place)), ...sameKeys(keys, within)])
  const both = joined('inner', matches, relation, there)
  const order = [
    { expr: columnRef(at), descending: false, nullsFirst: true },
    { expr: columnRef(step), descending: true, nullsFirst: true },
  ]
  const sorted: Relation = { kind: 'sort', input: both, keys: order, columns: both.columns }
  const named = parameter(node, 'with_match_id')
  const shown = own.filter((column) => !declared.some(({ name }) => name === column.name))
  const items = [...shown, ...values].map(passing)
  if (named) items.push(item(lowering.column(nameOf(named), 'long'), columnRef(id)))
  // The hidden partition goes along.
  items.push(...keys.map(passing))
  return { ...project({ relation: sorted }, items), ...(keys.length > 0 ? { partition: keys } : {}) }
}

/** The last row of each time a step was begun. */
function lastOf(lowering: Lowering, input: Relation, series: readonly Column[], place: Column): Relation {
  const column = lowering.column('_back', 'long')
  const order = [{ expr: columnRef(place), descending: true, nullsFirst: false }]
  const counted: Relation = {
    kind: 'window',
    input,
    items: [
      {
        column,
        expr: {
          kind: 'window',
          name: '_place',
          args: [],
          type: 'long',
          partition: series.map(columnRef),
          order,
        },
      },
    ],
    columns: [...input.columns, column],
  }
  const condition: Expr = {
    kind: 'call',
    name: '==',
    type: 'bool',
    args: [columnRef(column), literal('long', 1n)],
  }
  return { kind: 'filter', input: counted, condition, columns: counted.columns }
}
