import type { CanonicalTable, ColumnType, IndicatorKind } from '@bigyellowtaxi/records'
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

const isScalar = (type: ColumnType | undefined): boolean => typeof type === 'string'

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

/** One branch: rows of a scalar column, or of everything a nested path holds. */
function branch(
  table: CanonicalTable,
  source: string,
  path: string,
  kind: IndicatorKind,
  { earlier, tenant }: { readonly earlier: readonly string[]; readonly tenant: string },
): string {
  const column = table.columns.find((candidate) => candidate.name === path)
  const scalar = isScalar(column?.type)
  const value = scalar ? name(path) : 'value'
  const shown = folded[kind] ? `lower(${value})` : value
  const from = scalar
    ? `(FROM ${source})`
    : `(SELECT *, unnest(list_distinct(${listAt(path)})) AS value FROM ${source} WHERE ${name(path.split('.')[0] ?? '')} IS NOT NULL)`
  // an address that is both actor and mailbox is one indicator of the record
  const repeats = scalar
    ? earlier.map((other) => ` AND ${name(path)} IS DISTINCT FROM ${name(other)}`).join('')
    : ''
  return `SELECT ${text(kind)}::${kindType} AS kind, ${shown} AS value, ${name(table.id)} AS "Id", ${name(table.time)} AS "Time"${tenant}
  FROM ${from} WHERE ${value} <> ''${repeats}`
}

export interface IndicatorSource {
  /** FROM over the rows, which have the table's columns. */
  readonly rows: string
  /** The tenant of all rows, where they have the same one, or all none. */
  readonly tenant?: string | null
}

/**
 * SELECT of every indicator in the source, in the order of their values; undefined for a table without any. What
 * all rows have in common is added after the sort, which would have to move it.
 */
export function indicatorSelect(
  table: CanonicalTable,
  { rows: source, tenant }: IndicatorSource,
): string | undefined {
  const rows = Object.entries(table.indicators)
  if (rows.length === 0) return undefined
  const tenantColumn = tenant === undefined ? ', "OrganizationId"' : ''
  const branches = rows.map(([path, kind], at) => {
    const earlier = rows
      .slice(0, at)
      .filter(([other, otherKind]) => otherKind === kind && !other.includes('.'))
      .map(([other]) => other)
    return branch(table, source, path, kind, { earlier, tenant: tenantColumn })
  })
  const shownTenant =
    tenant === undefined
      ? '"OrganizationId"'
      : `${tenant === null ? 'NULL' : text(tenant)}::VARCHAR AS "OrganizationId"`
  return `SELECT kind::VARCHAR AS kind, value, ${text(table.name)} AS table_name, "Id", "Time", ${shownTenant}
FROM (FROM (${branches.join('\nUNION ALL ')}) ORDER BY ${indicatorOrder})`
}
