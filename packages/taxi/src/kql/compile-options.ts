import { type PlanOptions, querySchemaOf, type Watchlist } from '@bigyellowtaxi/core/query'
import type { CompileOptions, TableSource } from '@bigyellowtaxi/kql'

const tableOf = ({ name, relation, columns }: Watchlist): TableSource => ({
  name,
  columns: columns.map((column) => ({ name: column, type: 'string' })),
  rows: [{ relation, columns: Object.fromEntries(columns.map((column) => [column, { column }])) }],
})

/** The compile options of a workspace, from plain data. */
export function compileOptions({ now, present, parameters, watchlists, files }: PlanOptions): CompileOptions {
  return {
    ...querySchemaOf(present),
    now,
    ...(parameters ? { parameters } : {}),
    watchlist: (name) => {
      const found = watchlists?.find((watchlist) => watchlist.name.toLowerCase() === name.toLowerCase())
      return found && tableOf(found)
    },
    file: (uri) => (files && Object.hasOwn(files, uri) ? files[uri] : undefined),
  }
}
