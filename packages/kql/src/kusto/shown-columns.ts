/** Tables as a text sees them: hidden columns are there where it names them. */
import type { TableSource } from '../schema.js'
import type { TableLookup } from './named-tables.js'

const bare = new WeakMap<TableSource, TableSource>()

/** Made once for each table, as the binder keeps what it made of a table. */
function withoutHidden(table: TableSource): TableSource {
  let shown = bare.get(table)
  if (!shown) {
    shown = { ...table, columns: table.columns.filter((column) => !column.hidden) }
    bare.set(table, shown)
  }
  return shown
}

export function shownColumns(tables: TableLookup, text: string): TableLookup {
  const seen = (table: TableSource): TableSource => {
    const hidden = table.columns.filter((column) => column.hidden)
    return hidden.length === 0 || hidden.some((column) => text.includes(column.name))
      ? table
      : withoutHidden(table)
  }
  return {
    find: (name) => {
      const table = tables.find(name)
      return table && seen(table)
    },
    all: () => tables.all().map(seen),
  }
}
