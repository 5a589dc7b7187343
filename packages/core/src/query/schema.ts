import type { CompileOptions, EngineColumnType, EngineRelations } from '@bigyellowtaxi/kql'
import { type ColumnType, canonicalTables, kqlFunction, kqlTables } from '@bigyellowtaxi/records'

const engineType = (type: ColumnType): EngineColumnType => (typeof type === 'object' ? 'list' : type)

/** What the engine's columns hold, so that a KQL column over them has the right type. */
const relations: EngineRelations = Object.fromEntries(
  Object.values(canonicalTables).map((table) => [
    table.name,
    {
      ...Object.fromEntries(table.columns.map((column) => [column.name, engineType(column.type)])),
      line: 'long',
      sightings: 'int',
    },
  ]),
)

const tables = kqlTables()

/** The tables a query may name, and how the lake keeps them: the same for every workspace. */
export const querySchema: Pick<
  CompileOptions,
  'tables' | 'allTables' | 'document' | 'relations' | 'functions'
> = {
  tables: (name) => tables.get(name),
  allTables: () => tables.names.flatMap((name) => tables.get(name) ?? []),
  functions: kqlFunction,
  document: { columns: ['doc', 'raw'] },
  relations,
}
