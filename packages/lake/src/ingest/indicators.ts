import type { CanonicalTable, IndicatorKind } from '@bigyellowtaxi/records'
import { indicatorOrder } from '../sql/layout.js'
import { name, text } from '../sql/quote.js'

/** Kinds that are compared without case; message ids and tokens are case-sensitive. */
const folded: Record<IndicatorKind, boolean> = {
  'message-id': false,
  token: false,
  ip: true,
  address: true,
  guid: true,
  session: true,
  app: true,
}

/** A byte instead of a text while indicators are sorted. */
const kindType = `ENUM (${Object.keys(folded).map(text).join(', ')})`

/** The form in which an indicator of this kind is stored; a sweep must fold what it looks for alike. */
export const foldIndicator = (kind: IndicatorKind, value: string): string =>
  folded[kind] ? value.trim().toLowerCase() : value.trim()

/** The values at a path through nested lists, as one flat list. */
function listAt(path: string): string {
  const [column = '', ...rest] = path.split('.')
  const step = (value: string, fields: readonly string[], depth: number): string => {
    const [field, ...deeper] = fields
    if (field === undefined) return value
    const item = `x${depth}`
    const inner = deeper.length ? step(`${item}.${name(field)}`, deeper, depth + 1) : `${item}.${name(field)}`
    const mapped = `list_transform(${value}, lambda ${item}: ${inner})`
    return deeper.length ? `flatten(${mapped})` : mapped
  }
  return step(name(column), rest, 0)
}

/** Paths through lists, by the kind of indicator they lead to. */
function nestedPaths(table: CanonicalTable): ReadonlyMap<IndicatorKind, readonly string[]> {
  const paths = new Map<IndicatorKind, string[]>()
  for (const [path, kind] of Object.entries(table.indicators))
    if (path.includes('.')) paths.set(kind, [...(paths.get(kind) ?? []), path])
  return paths
}

const nestedColumn = (kind: IndicatorKind): string => name(`nested:${kind}`)

/**
 * Columns with the indicators of nested lists, as flat lists. They stand in a record file for nobody but the one
 * who reads it back for its indicators: to read whole folders for a few of their values costs three times as much.
 */
export const nestedColumns = (table: CanonicalTable): readonly string[] =>
  [...nestedPaths(table)].map(
    ([kind, paths]) => `list_concat(${paths.map(listAt).join(', ')}) AS ${nestedColumn(kind)}`,
  )

/** A branch is the rows of one column, or of everything nested of one kind. */
interface Branch {
  readonly kind: IndicatorKind
  readonly column: string
  readonly isNested: boolean
  /** Whether the values must still be folded: most columns are stored that way. */
  readonly folds: boolean
  /** Columns of the same kind that come before: an address that is both actor and mailbox is one indicator. */
  readonly earlier: readonly string[]
}

const foldedColumns = (table: CanonicalTable): ReadonlySet<string> =>
  new Set(
    table.columns
      .filter(({ normalise }) => normalise === 'lower' || normalise === 'ip')
      .map((column) => column.name),
  )

function branchesOf(table: CanonicalTable): readonly Branch[] {
  const scalars = Object.entries(table.indicators).filter(([path]) => !path.includes('.'))
  return [
    ...scalars.map(([path, kind], at) => ({
      kind,
      column: name(path),
      isNested: false,
      folds: folded[kind] && !foldedColumns(table).has(path),
      earlier: scalars
        .slice(0, at)
        .flatMap(([other, otherKind]) => (otherKind === kind ? [name(other)] : [])),
    })),
    ...[...nestedPaths(table).keys()].map((kind) => ({
      kind,
      column: nestedColumn(kind),
      isNested: true,
      folds: folded[kind],
      earlier: [],
    })),
  ]
}

function branchSelect({ kind, column, isNested, folds, earlier }: Branch, passed: string): string {
  const value = folds ? 'lower(value)' : 'value'
  const repeats = earlier.map((other) => ` AND ${column} IS DISTINCT FROM ${other}`).join('')
  const from = isNested
    ? `(SELECT ${passed}, unnest(list_distinct(${column})) AS value FROM records)`
    : `(SELECT ${passed}, ${column} AS value FROM records WHERE true${repeats})`
  return `SELECT ${text(kind)}::${kindType} AS kind, ${value} AS value, ${passed} FROM ${from} WHERE value <> ''`
}

/** An Id that is a GUID in its usual spelling is 16 bytes instead of 36 characters: most are. */
export const guidOf = (id: string): string =>
  `CASE WHEN TRY_CAST(${id} AS UUID)::VARCHAR = ${id} THEN TRY_CAST(${id} AS UUID) END`

/** An indicator's record by its Id, from the two columns it is stored in. */
export const idOfIndicator = 'coalesce("IdGuid"::VARCHAR, "IdText")'

export interface IndicatorSource {
  /** FROM over the rows, which have the table's columns and the nested ones. */
  readonly rows: string
  /** The tenant of all rows, where they have the same one, or all none. */
  readonly tenant?: string | null
  /** True when every Id is a GUID. */
  readonly onlyGuids: boolean
}

/**
 * SELECT of every indicator in the source, in the order of their values; undefined for a table without any. What
 * all rows have in common is added after the sort, which would have to move it.
 */
export function indicatorSelect(
  table: CanonicalTable,
  { rows, tenant, onlyGuids }: IndicatorSource,
): string | undefined {
  const branches = branchesOf(table)
  if (branches.length === 0) return undefined
  const id = name(table.id)
  const guid = onlyGuids ? `${id}::UUID` : guidOf(id)
  const passed = {
    '"IdGuid"': guid,
    '"Time"': name(table.time),
    ...(onlyGuids ? {} : { '"IdText"': `CASE WHEN ${guid} IS NULL THEN ${id} END` }),
    ...(tenant === undefined ? { '"OrganizationId"': '"OrganizationId"' } : {}),
  }
  const common = {
    '"IdText"': onlyGuids ? 'NULL::VARCHAR' : '"IdText"',
    '"OrganizationId"':
      tenant === undefined ? '"OrganizationId"' : `${tenant === null ? 'NULL' : text(tenant)}::VARCHAR`,
  }
  const as = (columns: Readonly<Record<string, string>>) =>
    Object.entries(columns)
      .map(([column, sql]) => `${sql} AS ${column}`)
      .join(', ')
  const found = [...new Set(branches.map((branch) => branch.column))]
  const own = found.filter((column) => !(column in passed))
  return `WITH records AS MATERIALIZED (SELECT ${as(passed)}, ${own.join(', ')} FROM ${rows})
SELECT kind::VARCHAR AS kind, value, ${text(table.name)} AS table_name, "IdGuid", "Time", ${as(common)}
FROM (FROM (${branches.map((branch) => branchSelect(branch, Object.keys(passed).join(', '))).join('\nUNION ALL ')}) ORDER BY ${indicatorOrder})`
}
