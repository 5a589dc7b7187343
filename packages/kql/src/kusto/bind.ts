/**
 * Parses, finds the tables a text may mean, and binds with those alone: binding against all known tables would
 * cost time on every query.
 */
import type { TableSource } from '../schema.js'
import { kusto, toArray } from './load.js'
import type { RawCode, RawDiagnostic, RawSymbol, RawTable } from './raw.js'
import { descendants, kindOf, type Node } from './syntax.js'

export interface TableLookup {
  /** A table by its exact name. */
  find(name: string): TableSource | undefined
  /** All tables, for `search` and `union *`; and for suggestions. */
  all(): readonly TableSource[]
}

export interface Bound {
  readonly root: Node
  readonly errors: readonly RawDiagnostic[]
}

const symbols = new WeakMap<TableSource, RawTable>()

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

function tableSymbol(table: TableSource): RawTable {
  const known = symbols.get(table)
  if (known) return known
  const { Symbols } = kusto()
  const columns = table.columns.map(
    (column) =>
      new Symbols.ColumnSymbol(
        column.name,
        Symbols.ScalarTypes[scalarTypeKeys[column.type] ?? 'Dynamic'],
        null,
        null,
        null,
        null,
      ),
  )
  const made = new Symbols.TableSymbol.$ctor4(table.name, columns)
  symbols.set(table, made)
  return made
}

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

/** Names in the text that could be tables, and whether every table is meant (`search`, `union *`, `find`). */
function namesIn(root: Node): { names: Set<string>; wildcards: RegExp[]; everything: boolean } {
  const names = new Set<string>()
  const wildcards: RegExp[] = []
  let everything = false
  for (const node of descendants(root)) {
    const kind = kindOf(node)
    if (kind === 'NameReference' && node.SimpleName) names.add(node.SimpleName)
    if (kind === 'StringLiteralExpression' || kind === 'CompoundStringLiteralExpression') {
      // table('Name')
      if (typeof node.LiteralValue === 'string') names.add(node.LiteralValue)
    }
    if (kind === 'WildcardedName' || kind === 'BracketedWildcardedName') {
      const pattern = node.ToString(1).replace(/^\['?|'?\]$/g, '')
      wildcards.push(new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`))
    }
    if ((kind === 'SearchOperator' || kind === 'FindOperator') && !node.InClause) everything = true
  }
  return { names, wildcards, everything }
}

const literally = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export function parseAndBind(text: string, tables: TableLookup): Bound {
  const language = kusto()
  const parsed = language.KustoCode.Parse(text)
  const { names, wildcards, everything } = namesIn(parsed.Syntax)
  const found = new Map<string, TableSource>()
  for (const name of names) {
    const table = tables.find(name)
    if (table) found.set(name, table)
  }
  if (everything || wildcards.length > 0) {
    for (const table of tables.all()) {
      if (everything || wildcards.some((pattern) => pattern.test(table.name))) found.set(table.name, table)
    }
  }
  const { Symbols, GlobalState } = language
  const members = [...[...found.values()].map(tableSymbol), ...workspaceFunctions()]
  const database = new Symbols.DatabaseSymbol.ctor('workspace', members)
  const code: RawCode = parsed.Analyze(GlobalState.Default.WithDatabase(database))
  const errors = toArray<RawDiagnostic>(code.GetDiagnostics()).filter((d) => d.Severity === 'Error')
  return { root: code.Syntax, errors }
}
