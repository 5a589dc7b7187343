/**
 * Definitions that several places read, as WITH clauses: at the head of the statement, or, where a definition reads the
 * row that an `apply` goes over, at the head of what is applied.
 */
import type { Relation, SharedDefinition } from '../plan/relation.js'
import { columnsIn, expressionsOf, inputsOf, parts } from '../plan/walk.js'
import { empty, type Fragment, identifier, joined, sql } from '../sql/fragment.js'
import type { Place, Printing } from './context.js'

type Print = (relation: Relation, printing: Printing, outer?: Place) => Fragment

/** Printing of what is applied to the rows at a place: it has definitions of its own. */
export function nested(printing: Printing, place: Omit<Place, 'printing'>, print: Print): Printing {
  const own: Printing = {
    ...printing,
    shared: new Map(),
    outer: { printing, place: { ...place, printing } },
    relation: (relation) => print(relation, own, own.outer?.place),
  }
  return own
}

/** The name of a definition, which is printed where it is first met: those it needs stand before it. */
export function definitionName(definition: SharedDefinition, printing: Printing, print: Print): Fragment {
  for (let at: Printing | undefined = printing; at; at = at.outer?.printing) {
    const known = at.shared.get(definition.id)
    if (known) return known.name
  }
  const home = homeOf(definition, printing)
  const name = identifier(`${definition.name}#${definition.id}`)
  const body = print(definition.relation, home, home.outer?.place)
  home.shared.set(definition.id, { name, definition, body })
  return name
}

/** The innermost place that gives a column the definition reads; the statement's head where there is none. */
function homeOf(definition: SharedDefinition, printing: Printing): Printing {
  if (!printing.outer) return printing
  const free = freeColumns(definition.relation)
  let home = printing
  while (home.outer && ![...free].some((id) => home.outer?.place.columns.has(id))) home = home.outer.printing
  return home
}

/** Columns that are read in a relation and given nowhere in it. */
function freeColumns(root: Relation): ReadonlySet<number> {
  const read = new Set<number>()
  const given = new Set<number>()
  const seen = new Set<number>()
  const inside = (expr: ReturnType<typeof expressionsOf>[number]): void => {
    for (const column of columnsIn(expr)) read.add(column.id)
    if (expr.kind === 'subquery' || expr.kind === 'in-subquery') visit(expr.relation)
    for (const part of parts(expr)) inside(part)
  }
  const visit = (relation: Relation): void => {
    if (relation.kind === 'shared') {
      if (seen.has(relation.definition.id)) return
      seen.add(relation.definition.id)
    }
    for (const column of relation.columns) given.add(column.id)
    for (const expr of expressionsOf(relation)) inside(expr)
    for (const input of inputsOf(relation)) visit(input)
  }
  visit(root)
  return new Set([...read].filter((id) => !given.has(id)))
}

export function withClause(printing: Printing): Fragment {
  const list = [...printing.shared.values()].map(
    ({ name, definition, body }) =>
      sql`${name} AS ${definition.materialize ? sql`MATERIALIZED ` : empty}(${body})`,
  )
  return list.length === 0 ? empty : sql`WITH ${joined(list)} `
}
