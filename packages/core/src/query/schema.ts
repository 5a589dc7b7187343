import type {
  CompileOptions,
  EngineColumnType,
  EngineRelations,
  Slice,
  TableSource,
} from '@bigyellowtaxi/kql'
import { type ColumnType, canonicalTables, kqlFunction, kqlTables } from '@bigyellowtaxi/records/tables'
import { mayHaveRows, type Present } from './present.js'
import { slicesNamed } from './slices.js'

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

/** What a text column holds was taken from the record's document; some normalisers fold case or leave something away. */
const texts = Object.fromEntries(
  Object.values(canonicalTables).map(({ name, columns }) => [
    name,
    new Set(columns.filter(({ type }) => type === 'text').map((column) => column.name)),
  ]),
)

const tables = kqlTables()

type QuerySchema = Required<
  Pick<CompileOptions, 'allTables' | 'document' | 'relations' | 'noEmptyTexts' | 'functions'>
> & {
  readonly tables: (name: string) => TableSource | undefined
  readonly slices?: readonly Slice[]
}

const schemaWith = (find: QuerySchema['tables']): QuerySchema => ({
  tables: find,
  allTables: () => tables.names.flatMap((name) => find(name) ?? []),
  functions: kqlFunction,
  document: { columns: ['doc', 'raw'], texts },
  relations,
  noEmptyTexts: true,
})

/** The tables a query may name, and how the lake keeps them: the same for every workspace. */
export const querySchema: QuerySchema = schemaWith((name) => tables.get(name))

const narrowed = new WeakMap<Present, QuerySchema>()

/** The same tables without the row sources that have no rows in a workspace. */
export function querySchemaOf(present: Present | undefined): QuerySchema {
  if (!present) return querySchema
  const known = narrowed.get(present)
  if (known) return known
  const hasRows = mayHaveRows(present)
  const seen = new Map<string, TableSource | undefined>()
  const tablesWithRows = schemaWith((name) => {
    if (seen.has(name)) return seen.get(name)
    const table = tables.get(name)
    const made = table && { ...table, rows: table.rows.filter(hasRows) }
    seen.set(name, made)
    return made
  })
  const schema = present.slices ? { ...tablesWithRows, slices: slicesNamed(present.slices) } : tablesWithRows
  narrowed.set(present, schema)
  return schema
}
