/**
 * Leaves out columns nobody reads, down to the tables, so that the engine opens only what a query needs. A dynamic
 * column of which only paths are read is read by those paths, which a table may keep in typed columns.
 */
import type { Column, Expr } from '../plan/expr.js'
import type { Relation, ScanPick } from '../plan/relation.js'
import { columnsIn } from '../plan/walk.js'

type Needed = Set<number>

/** Columns a relation must give for `needed` to be had, and the relation without the others. */
export function pruneColumns(relation: Relation, needed?: Needed): Relation {
  const wanted = needed ?? new Set(relation.columns.map((column) => column.id))
  return prune(relation, wanted)
}

const reads = (exprs: readonly (Expr | undefined)[], into: Needed = new Set()): Needed => {
  for (const expr of exprs) if (expr) for (const column of columnsIn(expr)) into.add(column.id)
  return into
}

const kept = (columns: readonly Column[], needed: Needed): Column[] =>
  columns.filter((column) => needed.has(column.id))

function prune(relation: Relation, needed: Needed): Relation {
  switch (relation.kind) {
    case 'scan': {
      const picks: readonly ScanPick[] = relation.picks.filter((pick) => needed.has(pick.column.id))
      return { ...relation, picks, columns: kept(relation.columns, needed) }
    }
    case 'filter': {
      const below = reads([relation.condition], new Set(needed))
      return { ...relation, input: prune(relation.input, below), columns: kept(relation.columns, needed) }
    }
    case 'project': {
      const items = relation.items.filter((i) => needed.has(i.column.id))
      const input = prune(relation.input, reads(items.map((i) => i.expr)))
      return { ...relation, items, input, columns: items.map((i) => i.column) }
    }
    case 'aggregate': {
      const aggregates = relation.aggregates.filter((i) => needed.has(i.column.id))
      const input = prune(relation.input, reads([...relation.keys, ...aggregates].map((i) => i.expr)))
      return {
        ...relation,
        aggregates,
        input,
        columns: [...relation.keys, ...aggregates].map((i) => i.column),
      }
    }
    case 'join': {
      const below = reads([relation.condition], new Set(needed))
      const left = prune(relation.left, below)
      const right = prune(relation.right, below)
      return { ...relation, left, right, columns: kept(relation.columns, needed) }
    }
    case 'sort': {
      const below = reads(
        relation.keys.map((key) => key.expr),
        new Set(needed),
      )
      return { ...relation, input: prune(relation.input, below), columns: kept(relation.columns, needed) }
    }
    case 'limit':
      return { ...relation, input: prune(relation.input, needed), columns: kept(relation.columns, needed) }
    case 'window': {
      const items = relation.items.filter((i) => needed.has(i.column.id))
      const below = reads(
        items.map((i) => i.expr),
        new Set(needed),
      )
      return {
        ...relation,
        items,
        input: prune(relation.input, below),
        columns: kept(relation.columns, needed),
      }
    }
    case 'unnest': {
      const below = reads(
        relation.items.map((i) => i.list),
        new Set(needed),
      )
      const { index, ...rest } = relation
      const items = relation.items
      const always = new Set([...needed, ...items.map((i) => i.column.id)])
      return {
        ...rest,
        ...(index && needed.has(index.id) ? { index } : {}),
        input: prune(relation.input, below),
        columns: kept(relation.columns, always),
      }
    }
    case 'union': {
      const places = relation.columns.flatMap((column, i) => (needed.has(column.id) ? [i] : []))
      const inputs = relation.inputs.map((input) => {
        const exprs = places.flatMap((i) => input.exprs[i] ?? [])
        return { relation: prune(input.relation, reads(exprs)), exprs }
      })
      return { ...relation, inputs, columns: kept(relation.columns, needed) }
    }
    // What is used in several places, or row by row, keeps its columns.
    default:
      return relation
  }
}
