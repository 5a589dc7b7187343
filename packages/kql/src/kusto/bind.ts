/** Parses and binds in one go, against the tables and columns that the text names. */
import type { TableColumn, TableSource } from '../schema.js'
import { kusto, toArray } from './load.js'
import { namedTables, type TableLookup } from './named-tables.js'
import type { RawDiagnostic, RawSymbol, RawTable } from './raw.js'
import type { Node } from './syntax.js'

export interface Bound {
  readonly root: Node
  readonly errors: readonly RawDiagnostic[]
}

const scalarTypeKeys: Readonly<Record<string, string>> = {
  bool: 'Bool',
  datetime: 'DateTime',
  decimal: 'Decimal',
  dynamic: 'Dynamic',
  guid: 'Guid',
  int: 'Int',
  long: 'Long',
  real: 'Real',
  string: 'String',
  timespan: 'TimeSpan',
}

const symbols = new WeakMap<TableColumn, RawSymbol>()

function columnSymbol(column: TableColumn): RawSymbol {
  const known = symbols.get(column)
  if (known) return known
  const { ScalarTypes, ColumnSymbol } = kusto().Symbols
  const type = ScalarTypes[scalarTypeKeys[column.type] ?? 'Dynamic']
  const made = new ColumnSymbol(column.name, type, null, null, null, null)
  symbols.set(column, made)
  return made
}

const tableSymbol = (table: TableSource): RawTable =>
  new (kusto().Symbols.TableSymbol.$ctor4)(table.name, table.columns.map(columnSymbol))

let watchlistFunction: RawSymbol | undefined

function workspaceFunctions(): RawSymbol[] {
  if (!watchlistFunction) {
    const { Symbols } = kusto()
    const text = Symbols.ScalarTypes.String
    const column = (name: string) => new Symbols.ColumnSymbol(name, text, null, null, null, null)
    const open = new Symbols.TableSymbol.$ctor4('', [column('SearchKey')]).WithIsOpen(true)
    watchlistFunction = new Symbols.FunctionSymbol.$ctor5('_GetWatchlist', open, [
      new Symbols.Parameter.$ctor2('watchlist', text),
    ])
  }
  return [watchlistFunction]
}

/**
 * Columns whose names do not stand in the text cannot be meant by name, and every operator of the query costs the
 * binder time for each column of its input. The first stays: `in (T)` and `toscalar(T)` read it without naming it.
 */
const narrowed = (table: TableSource, text: string): TableSource => ({
  name: table.name,
  rows: table.rows,
  columns: table.columns.filter((column, i) => i === 0 || text.includes(column.name)),
})

function bindWith(text: string, tables: readonly TableSource[]): Bound {
  const { Symbols, GlobalState, KustoCode } = kusto()
  const members = [...tables.map(tableSymbol), ...workspaceFunctions()]
  const database = new Symbols.DatabaseSymbol.ctor('workspace', members)
  const code = KustoCode.ParseAndAnalyze(text, GlobalState.Default.WithDatabase(database))
  const errors = toArray<RawDiagnostic>(code.GetDiagnostics()).filter((d) => d.Severity === 'Error')
  return { root: code.Syntax, errors }
}

/** What a narrow table does not show the binder may object to: then all columns decide. */
export function parseAndBind(text: string, tables: TableLookup): Bound {
  const named = namedTables(text, tables)
  const bound = bindWith(
    text,
    named.map((table) => narrowed(table, text)),
  )
  return bound.errors.length === 0 ? bound : bindWith(text, named)
}
