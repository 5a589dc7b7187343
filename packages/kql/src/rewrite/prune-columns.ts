/** Leaves out columns nobody reads, down to the tables, so that the engine opens only what a query needs. */
import type { Column } from '../plan/expr.js'
import type { Relation, SharedDefinition } from '../plan/relation.js'
import { mapInputs } from '../plan/walk.js'
import { mapExpressions, mapSubqueries } from './map-plan.js'
import { neededColumns } from './mark-columns.js'

export function pruneColumns(root: Relation): Relation {
  const needed = neededColumns(root)
  const definitions = new Map<number, SharedDefinition>()
  const prune = (relation: Relation): Relation => {
    if (relation.kind === 'shared') return pruneShared(relation)
    const smaller = mapInputs(narrowed(relation, needed), prune)
    return mapExpressions(smaller, (expr) => mapSubqueries(expr, prune))
  }
  const pruneShared = (relation: Extract<Relation, { kind: 'shared' }>): Relation => {
    const { definition } = relation
    const known = definitions.get(definition.id) ?? {
      ...definition,
      relation: prune(definition.relation),
    }
    definitions.set(definition.id, known)
    const places = known.relation.columns.map((column) =>
      definition.relation.columns.findIndex((original) => original.id === column.id),
    )
    return {
      ...relation,
      definition: known,
      columns: places.flatMap((place) => relation.columns[place] ?? []),
    }
  }
  return prune(root)
}

/** The relation without the columns that are not needed; those that give rows their number stay. */
function narrowed(relation: Relation, needed: ReadonlySet<number>): Relation {
  const kept = (columns: readonly Column[]): Column[] => columns.filter((column) => needed.has(column.id))
  const columns = kept(relation.columns)
  switch (relation.kind) {
    case 'scan':
      return { ...relation, columns, picks: relation.picks.filter((pick) => needed.has(pick.column.id)) }
    case 'project': {
      const items = relation.items.filter((item) => needed.has(item.column.id))
      return { ...relation, columns: items.map((item) => item.column), items }
    }
    case 'window': {
      const items = relation.items.filter((item) => needed.has(item.column.id))
      return { ...relation, columns, items }
    }
    case 'aggregate': {
      const aggregates = relation.aggregates.filter((item) => needed.has(item.column.id))
      return { ...relation, aggregates, columns: [...relation.keys, ...aggregates].map((i) => i.column) }
    }
    case 'values': {
      const places = relation.columns.flatMap((column, i) => (needed.has(column.id) ? [i] : []))
      const rows = relation.rows.map((row) => places.flatMap((i) => row[i] ?? []))
      return { ...relation, columns, rows }
    }
    case 'union': {
      const places = relation.columns.flatMap((column, i) => (needed.has(column.id) ? [i] : []))
      const inputs = relation.inputs.map((input) => ({
        ...input,
        exprs: places.flatMap((i) => input.exprs[i] ?? []),
      }))
      return { ...relation, columns, inputs }
    }
    case 'unnest': {
      const { index, ...rest } = relation
      return { ...rest, ...(index && needed.has(index.id) ? { index } : {}), columns }
    }
    case 'recursive':
    case 'file':
    case 'sequence':
      return relation
    default:
      return { ...relation, columns }
  }
}
