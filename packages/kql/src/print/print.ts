/** A plan as one statement of the dialect, with the native functions it needs. */
import type { NativeFunction } from '../functions/entry.js'
import type { Relation } from '../plan/relation.js'
import type { DocumentColumns, EngineRelations } from '../schema.js'
import { empty, type Fragment, identifier, joined, sql } from '../sql/fragment.js'
import { columnNames, type Printing } from './context.js'
import { printRelation } from './relation.js'

export interface Printed {
  readonly sql: string
  readonly natives: readonly NativeFunction[]
  readonly names: readonly string[]
}

export interface PrintOptions {
  readonly document: DocumentColumns
  readonly relations?: EngineRelations
}

export function print(relation: Relation, options: PrintOptions): Printed {
  let aliases = 0
  const printing: Printing = {
    natives: new Map<string, NativeFunction>(),
    shared: new Map(),
    document: options.document,
    relations: options.relations ?? {},
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

function withClause(printing: Printing): Fragment {
  const shared = [...printing.shared.values()]
  if (shared.length === 0) return empty
  // A definition is printed when first met, so that those it needs may stand behind it: order by nesting.
  const ordered = shared.sort((a, b) => Number(needs(a.body, b.name)) - Number(needs(b.body, a.name)))
  const list = ordered.map(
    ({ name, definition, body }) =>
      sql`${name} AS ${definition.materialize ? sql`MATERIALIZED ` : empty}(${body})`,
  )
  return sql`WITH ${joined(list)} `
}

const needs = (body: Fragment, name: Fragment): boolean => body.text.includes(name.text)
