import { child, kindOf, list, type Node, optional, textOf } from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Column, columnRef, type Expr, type SortKey } from '../../plan/expr.js'
import type { Item, Relation } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { namedValues } from '../items.js'
import { filter, item, passing, project, shareRows, uniqueName } from '../rows.js'
import { frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'
import { joined } from './join.js'
import { aggregateItems } from './summarize.js'

interface Level {
  readonly keys: readonly Column[]
  readonly rows: Rows
}

/**
 * Each level keeps the best values below each value kept above it. `with others` is refused: what it prints
 * mixes totals with values.
 */
export const topNested = piped((lowering, node, input, names) => {
  const shared = shareRows(lowering, 'nested', input, true)
  let level: Level | undefined
  const taken = new Set<string>()
  for (const clause of list(node, 'Clauses')) level = nextLevel(lowering, clause, shared, level, names, taken)
  return level?.rows ?? refuse(node, 'KQL200', 'top-nested needs a level')
})

function nextLevel(
  lowering: Lowering,
  clause: Node,
  shared: () => Rows,
  above: Level | undefined,
  names: Names,
  taken: Set<string>,
): Level {
  if (optional(clause, 'WithOthersClause'))
    return refuse(clause, 'KQL300', 'top-nested with others is not supported')
  const base = shared()
  const of = child(clause, 'OfExpression')
  const frame = frameOf(base, names)
  const [value] = namedValues(lowering, of, frame)
  if (!value) return refuse(of, 'KQL200', 'top-nested needs a column')
  // Keys of the levels above, found again by name: they were named after what they are.
  const outer = (above?.keys ?? []).map((key) => ({
    key,
    expr: keyExpr(base, key) ?? refuse(of, 'KQL300', 'nested levels must be columns'),
  }))
  const by = child(clause, 'ByExpression')
  const ordered = kindOf(by) === 'OrderedExpression'
  const measure = ordered ? child(by, 'Expression') : by
  const ascending = ordered && /\basc\b/i.test(textOf(child(by, 'Ordering')))
  const { values, aggregates } = aggregateItems(lowering, [measure], frame)
  const [best] = values
  if (!best) return refuse(by, 'KQL200', 'top-nested needs an aggregate')
  const ofName = uniqueName(value.name || 'Column1', taken)
  taken.add(ofName)
  const bestName = uniqueName(best.explicit && best.name ? best.name : `aggregated_${ofName}`, taken)
  taken.add(bestName)
  const keyItems: Item[] = [
    ...outer.map((o) => item(lowering.column(o.key.name, o.key.type), o.expr)),
    item(lowering.column(ofName, value.expr.type), value.expr),
  ]
  const grouped: Relation = {
    kind: 'aggregate',
    input: base.relation,
    keys: keyItems,
    aggregates,
    columns: [...keyItems, ...aggregates].map((i) => i.column),
  }
  const measured = item(lowering.column(bestName, best.expr.type), best.expr)
  const flat = project({ relation: grouped }, [...keyItems.map((i) => passing(i.column)), measured])
  const within = above ? joinAbove(lowering, above, flat, outer.length) : flat
  const own = keyItems.at(-1)?.column
  if (!own) return refuse(of, 'KQL200', 'top-nested needs a column')
  const partition = above ? above.keys.map(columnRef) : []
  const limit = optional(clause, 'Expression')
  const ranked = limit
    ? keepBest(
        lowering,
        within,
        partition,
        { expr: columnRef(measured.column), descending: !ascending, nullsFirst: false },
        coerce(lowering, lowering.expr(limit, { names, columns: [] }), 'long', limit),
      )
    : within
  const columns = [...(above?.rows.relation.columns ?? []), own, measured.column]
  return { keys: [...(above?.keys ?? []), own], rows: project(ranked, columns.map(passing)) }
}

const keyExpr = (base: Rows, key: Column): Expr | undefined => {
  const found = base.relation.columns.find((column) => column.name === key.name)
  return found && columnRef(found)
}

function joinAbove(_lowering: Lowering, above: Level, flat: Rows, count: number): Rows {
  const condition = conjunction(
    above.keys.slice(0, count).flatMap((key, i): Expr[] => {
      const column = flat.relation.columns[i]
      return column
        ? [{ kind: 'call', name: '_same', args: [columnRef(key), columnRef(column)], type: 'bool' }]
        : []
    }),
  )
  return { relation: joined('inner', above.rows.relation, flat.relation, condition) }
}

function keepBest(
  lowering: Lowering,
  rows: Rows,
  partition: readonly Expr[],
  key: SortKey,
  limit: Expr,
): Rows {
  const rank = lowering.column('_rank', 'long')
  const relation: Relation = {
    kind: 'window',
    input: rows.relation,
    items: [
      {
        column: rank,
        expr: { kind: 'window', name: '_place', args: [], type: 'long', partition, order: [key] },
      },
    ],
    columns: [...rows.relation.columns, rank],
  }
  const condition: Expr = { kind: 'call', name: '<=', args: [columnRef(rank), limit], type: 'bool' }
  return filter({ relation }, condition)
}
