import { join } from 'node:path'
import { type CanonicalTable, canonicalTables } from '@bigyellowtaxi/records/tables'
import { batchesView, rejectsView } from './batch-views.js'
import { idOfIndicator } from './ingest/indicators.js'
import { type Segment, segmentsFolder } from './segment.js'
import { name, text, texts } from './sql/quote.js'
import { type StoredColumn, shown, storedType } from './sql/types.js'

/** Tables the lake writes for itself. `table_name` is the canonical table a row is about. */
export const lakeTables = {
  indicator: [
    { name: 'kind', type: 'VARCHAR' },
    { name: 'value', type: 'VARCHAR' },
    { name: 'table_name', type: 'VARCHAR' },
    { name: 'IdGuid', type: 'UUID' },
    { name: 'IdText', type: 'VARCHAR' },
    { name: 'Time', type: 'TIMESTAMP' },
    { name: 'OrganizationId', type: 'VARCHAR' },
  ],
  variant: [
    { name: 'table_name', type: 'VARCHAR' },
    { name: 'Id', type: 'VARCHAR' },
    { name: 'OrganizationId', type: 'VARCHAR' },
    { name: 'batch', type: 'VARCHAR' },
    { name: 'line', type: 'BIGINT' },
    { name: 'raw', type: 'VARCHAR' },
    { name: 'doc', type: 'VARCHAR' },
    { name: 'bodyBytes', type: 'INTEGER' },
    { name: 'bodyHash', type: 'UBIGINT' },
  ],
  sighting: [
    { name: 'table_name', type: 'VARCHAR' },
    { name: 'Id', type: 'VARCHAR' },
    { name: 'sightings', type: 'INTEGER' },
  ],
  hidden: [
    { name: 'table_name', type: 'VARCHAR' },
    { name: 'Id', type: 'VARCHAR' },
    { name: 'bodyHash', type: 'UBIGINT' },
  ],
} as const satisfies Record<string, readonly StoredColumn[]>

export type LakeTableName = keyof typeof lakeTables

interface Stored {
  readonly paths: readonly string[]
  readonly columns: ReadonlySet<string>
  /** True when all files have the same columns of the same types. */
  readonly isUniform: boolean
}

/** Every file of a stored table, and the columns any of them has. */
function stored(folder: string, segments: readonly Segment[], table: string): Stored {
  const parts = segments.flatMap((segment) => {
    const found = segment.tables[table]
    return found && found.rows > 0 ? [{ segment, found }] : []
  })
  return {
    paths: parts.flatMap(({ segment, found }) =>
      found.files.map((file) => join(folder, segmentsFolder, segment.id, file)),
    ),
    columns: new Set(parts.flatMap(({ found }) => found.columns.map((column) => column.name))),
    isUniform: new Set(parts.map(({ found }) => JSON.stringify(found.columns))).size <= 1,
  }
}

/** FROM clause over a table's files; a table without any is typed and empty, never missing. */
export function storedRelation(
  folder: string,
  segments: readonly Segment[],
  table: string,
  columns: readonly StoredColumn[],
): string {
  const { paths, columns: present, isUniform } = stored(folder, segments, table)
  const select = columns.map(({ name: column, type }) =>
    present.has(column) ? name(column) : `NULL::${type} AS ${name(column)}`,
  )
  // a file of an older version may lack a column that a younger one has; looking for it opens every file for
  // every statement, which costs more than the question itself where all files are alike
  const union = isUniform ? '' : ', union_by_name = true'
  return paths.length === 0
    ? `(SELECT ${select.join(', ')} WHERE false)`
    : `(SELECT ${select.join(', ')} FROM read_parquet(${texts(paths)}${union}))`
}

const rowsOf = (segments: readonly Segment[], table: string): number =>
  segments.reduce((sum, segment) => sum + (segment.tables[table]?.rows ?? 0), 0)

export interface ViewOptions {
  /** Only records of this tenant are seen. */
  readonly tenant?: string | undefined
  /** Columns as they are stored, to be written again. */
  readonly asStored?: boolean
}

function canonicalView(
  folder: string,
  segments: readonly Segment[],
  table: CanonicalTable,
  { tenant, asStored = false }: ViewOptions,
): string {
  const own = table.columns.map((column) => ({ name: column.name, type: storedType(column.type) }))
  const provenance: StoredColumn[] = [
    { name: 'batch', type: 'VARCHAR' },
    { name: 'line', type: 'BIGINT' },
    { name: 'sightings', type: 'INTEGER' },
    { name: 'raw', type: 'VARCHAR' },
    { name: 'doc', type: 'VARCHAR' },
  ]
  const hides = rowsOf(segments, 'hidden') > 0
  const base = storedRelation(folder, segments, table.name, [
    ...own,
    ...provenance,
    ...(hides ? [{ name: 'bodyHash', type: 'UBIGINT' }] : []),
  ])
  const lake = (of: LakeTableName) => storedRelation(folder, segments, of, lakeTables[of])
  const id = `r.${name(table.id)}`
  const about = `table_name = ${text(table.name)}`
  const recounts = rowsOf(segments, 'sighting') > 0
  const columns = [
    ...table.columns.map((column) => {
      const value = `r.${name(column.name)}`
      return `${asStored ? value : shown(column.type, value)} AS ${name(column.name)}`
    }),
    ...provenance.map((column) =>
      column.name === 'sightings' && recounts
        ? '(r.sightings + coalesce(s.more, 0))::INTEGER AS sightings'
        : `r.${name(column.name)}`,
    ),
  ]
  const joins = recounts
    ? ` LEFT JOIN (SELECT Id, sum(sightings) AS more FROM ${lake('sighting')} WHERE ${about} GROUP BY Id) s ON s.Id = ${id}`
    : ''
  const conditions = [
    ...(hides
      ? [
          `NOT EXISTS (FROM ${lake('hidden')} h WHERE h.${about} AND h.Id = ${id} AND h.bodyHash = r.bodyHash)`,
        ]
      : []),
    ...(tenant === undefined ? [] : [`r."OrganizationId" = ${text(tenant.toLowerCase())}`]),
  ]
  const where = conditions.length ? ` WHERE ${conditions.join(' AND ')}` : ''
  return `CREATE OR REPLACE VIEW ${name(table.name)} AS SELECT ${columns.join(', ')} FROM ${base} r${joins}${where}`
}

const ofTenant = (tenant: string | undefined): string =>
  tenant === undefined ? '' : ` WHERE "OrganizationId" = ${text(tenant.toLowerCase())}`

const indicatorView = (
  folder: string,
  segments: readonly Segment[],
  { tenant, asStored = false }: ViewOptions,
): string =>
  `CREATE OR REPLACE VIEW indicator AS SELECT ${asStored ? '*' : `kind, value, table_name, ${idOfIndicator} AS "Id", "Time", "OrganizationId"`}
    FROM ${storedRelation(folder, segments, 'indicator', lakeTables.indicator)}${ofTenant(tenant)}`

/** Bodies kept aside, and those that were shown until a longer one came. */
function variantsView(folder: string, segments: readonly Segment[], tenant: string | undefined): string {
  const shown = '"Id", "OrganizationId", batch, line, raw, doc'
  const hidden = storedRelation(folder, segments, 'hidden', lakeTables.hidden)
  const outlived = Object.values(canonicalTables).map((table: CanonicalTable) => {
    const columns = lakeTables.variant.filter((column) => !['table_name', 'Id'].includes(column.name))
    const rows = storedRelation(folder, segments, table.name, [
      { name: table.id, type: 'VARCHAR' },
      ...columns,
    ])
    return `SELECT ${text(table.name)} AS table_name, ${name(table.id)} AS "Id", "OrganizationId", batch, line, raw, doc FROM ${rows} r
      WHERE EXISTS (FROM ${hidden} h WHERE h.table_name = ${text(table.name)} AND h."Id" = r.${name(table.id)} AND h."bodyHash" = r."bodyHash")`
  })
  const parts = [
    `SELECT table_name, ${shown} FROM ${storedRelation(folder, segments, 'variant', lakeTables.variant)}`,
    ...(rowsOf(segments, 'hidden') > 0 ? outlived : []),
  ]
  return `CREATE OR REPLACE VIEW variants AS SELECT * FROM (${parts.join('\nUNION ALL ')})${ofTenant(tenant)}`
}

/** The statements that make a workspace's tables visible under their own names. */
export function workspaceViews(
  folder: string,
  segments: readonly Segment[],
  options: ViewOptions = {},
): string[] {
  return [
    ...Object.values(canonicalTables).map((table) => canonicalView(folder, segments, table, options)),
    indicatorView(folder, segments, options),
    variantsView(folder, segments, options.tenant),
    batchesView(segments),
    rejectsView(folder, segments),
  ]
}
