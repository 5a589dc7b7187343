/** Expressions with window functions in them: the windows are put below, in as many layers as they nest. */
import type { Node } from '../kusto/syntax.js'
import { columnRef, type Expr, type WindowExpr } from '../plan/expr.js'
import type { Item, Relation } from '../plan/relation.js'
import { columnsIn } from '../plan/walk.js'
import { type Frame, frameOf, type Lowering, type Names, type Rows } from './scope.js'
import { isWhole, withWhole } from './whole-rows.js'

/** Calls `build` with a frame that takes windows, and gives its result with the rows that hold them. */
export function withWindows<T>(
  lowering: Lowering,
  input: Rows,
  names: Names,
  build: (frame: Frame) => T,
): { readonly rows: Rows; readonly value: T } {
  const within = (input.partition ?? []).map(columnRef)
  const layers: Item[][] = []
  const layerOf = new Map<number, number>()
  const place = lowering.column('_row', 'long')
  const whole = new Map<number, Node>()
  const onWindow = (expr: Expr, at?: Node): Expr => {
    const window = expr as WindowExpr
    const reads = [...window.args, ...window.partition].flatMap((part) => columnsIn(part))
    const layer = Math.max(0, ...reads.map((column) => (layerOf.get(column.id) ?? -1) + 1))
    const column = lowering.column(window.name, window.type)
    const order = [{ expr: columnRef(place), descending: false, nullsFirst: false }]
    layers[layer] = [
      ...(layers[layer] ?? []),
      { column, expr: { ...window, partition: [...window.partition, ...within], order } },
    ]
    layerOf.set(column.id, layer)
    if (at && isWhole(window)) whole.set(column.id, at)
    return columnRef(column)
  }
  const value = build({ ...frameOf(input, names), onWindow })
  if (layers.length === 0) return { rows: input, value }
  const counted: WindowExpr = {
    kind: 'window',
    name: '_place',
    args: [],
    type: 'long',
    partition: within,
    order: input.order ?? [],
  }
  let relation: Relation = {
    kind: 'window',
    input: input.relation,
    items: [{ column: place, expr: counted }],
    columns: [...input.relation.columns, place],
  }
  for (const layer of layers) {
    const items = layer.filter(({ column }) => !whole.has(column.id))
    const columns: Relation['columns'] = [...relation.columns, ...items.map((item) => item.column)]
    if (items.length > 0) relation = { kind: 'window', input: relation, items, columns }
    for (const { column, expr } of layer) {
      const at = whole.get(column.id)
      if (at) relation = withWhole(lowering, relation, place, column, expr as WindowExpr, at)
    }
  }
  const order = [{ expr: columnRef(place), descending: false, nullsFirst: false }]
  return { rows: { ...input, relation, order }, value }
}
