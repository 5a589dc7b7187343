/** What printing carries along: names of relations, natives met, and subexpressions pulled out. */
import type { NativeFunction } from '../functions/entry.js'
import type { Column } from '../plan/expr.js'
import type { Relation, SharedDefinition } from '../plan/relation.js'
import type { DocumentColumns, EngineRelations, Slice } from '../schema.js'
import { type Fragment, identifier, sql } from '../sql/fragment.js'

export interface Printing {
  readonly natives: Map<string, NativeFunction>
  readonly shared: Map<
    number,
    { readonly name: Fragment; readonly definition: SharedDefinition; readonly body: Fragment }
  >
  readonly document: DocumentColumns
  readonly relations: EngineRelations
  /** Texts of `relations` are NULL where there is none, never empty. */
  readonly noEmptyTexts: boolean
  readonly slices: readonly Slice[]
  /** What is printed is applied to each row there. */
  readonly outer?: { readonly printing: Printing; readonly place: Place }
  alias(): Fragment
  relation(relation: Relation): Fragment
}

/** Where an expression is printed: what its columns are called, and where large shared parts may be put. */
export interface Place {
  readonly printing: Printing
  readonly columns: ReadonlyMap<number, Fragment>
  readonly outer?: Place
  /** Where a table is read, of the columns of its files. */
  readonly atTable?: true
  /** Gives a short name for a part that is used more than once; absent where there is no place for it. */
  readonly hoist?: (part: Fragment) => Fragment
}

/** SQL names of a relation's columns: KQL's own, numbered where two differ in case alone. */
export function columnNames(columns: readonly Column[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  const taken = new Set<string>()
  for (const column of columns) {
    let name = column.name === '' ? 'Column' : column.name
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${column.name}~${i}`
    taken.add(name.toLowerCase())
    names.set(column.id, name)
  }
  return names
}

/** Columns as they are read from a relation printed under an alias. */
export function columnsAt(alias: Fragment, columns: readonly Column[]): Map<number, Fragment> {
  const names = columnNames(columns)
  return new Map([...names].map(([id, name]) => [id, sql`${alias}.${identifier(name)}`]))
}

/** `expr AS "name"` for each column. */
export function outputs(
  columns: readonly Column[],
  value: (column: Column, index: number) => Fragment,
): Fragment[] {
  const names = columnNames(columns)
  return columns.map(
    (column, i) => sql`${value(column, i)} AS ${identifier(names.get(column.id) ?? column.name)}`,
  )
}
