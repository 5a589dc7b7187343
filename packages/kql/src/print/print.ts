/** A plan as one statement of the dialect, with the native functions it needs. */
import type { NativeFunction } from '../functions/entry.js'
import type { Relation } from '../plan/relation.js'
import type { DocumentColumns, EngineRelations, Slice } from '../schema.js'
import { identifier, sql } from '../sql/fragment.js'
import { columnNames, type Printing } from './context.js'
import { printRelation } from './relation.js'
import { withClause } from './shared.js'

export interface Printed {
  readonly sql: string
  readonly natives: readonly NativeFunction[]
  readonly names: readonly string[]
}

export interface PrintOptions {
  readonly document: DocumentColumns
  readonly relations?: EngineRelations
  readonly noEmptyTexts?: boolean
  readonly slices?: readonly Slice[]
}

export function print(relation: Relation, options: PrintOptions): Printed {
  let aliases = 0
  const printing: Printing = {
    natives: new Map<string, NativeFunction>(),
    shared: new Map(),
    document: options.document,
    relations: options.relations ?? {},
    noEmptyTexts: options.noEmptyTexts ?? false,
    slices: options.slices ?? [],
    alias: () => identifier(`t${++aliases}`),
    relation: (inner) => printRelation(inner, printing),
  }
  const body = printRelation(relation, printing)
  const statement = sql`${withClause(printing)}${body}`
  const names = columnNames(relation.columns)
  return {
    sql: statement.text,
    natives: [...printing.natives.values()],
    names: relation.columns.map((column) => names.get(column.id) ?? column.name),
  }
}
