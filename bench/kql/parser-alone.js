/** Microsoft's parser and binder as they come, in a process of their own: what a compiler on top of them is measured against. */
import '@kusto/language-service-next/bridge.min.js'
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js'
import { querySchema } from '../../packages/core/dist/query/index.js'
import { cpuMs } from './cpu.js'

const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language
const types = Object.fromEntries(
  Object.entries(Symbols.ScalarTypes).flatMap(([name, type]) =>
    type?.Name ? [[name.toLowerCase(), type]] : [],
  ),
)
const tables = querySchema.allTables().map((table) => {
  const columns = table.columns.map(
    ({ name, type }) => new Symbols.ColumnSymbol(name, types[type], null, null, null, null),
  )
  return new Symbols.TableSymbol.$ctor4(table.name, columns)
})
const database = new Symbols.DatabaseSymbol.ctor('workspace', tables)
const globals = GlobalState.Default.WithDatabase(database)

process.on('message', (text) => {
  const parse = cpuMs(() => KustoCode.Parse(text))
  const bind = cpuMs(() => {
    // The binder can throw.
    try {
      KustoCode.ParseAndAnalyze(text, globals).GetDiagnostics()
    } catch {}
  })
  process.send({ parse, bind })
})
process.send('ready')
