import {
  type CanonicalTableName,
  canonicalTables,
  clientInfo,
  nameValues,
  plainIp,
  type Unwrapped,
} from '../src/index.js'

/** The canonical columns of a record, worked out the slow and plain way: what the lake's SQL must agree with. */
export function canonicalRow(record: Unwrapped): Record<string, unknown> {
  const document: unknown = JSON.parse(record.doc ?? record.raw)
  const row: Record<string, unknown> = {}
  for (const column of canonicalTables[record.table as CanonicalTableName].columns) {
    let value: unknown
    for (const path of column.from) {
      value = at(document, path)
      if (value !== undefined && value !== null && value !== '') break
    }
    if (value === undefined || value === null || value === '') continue
    if (column.type === 'map') value = Object.fromEntries(nameValues(value))
    if (column.type === 'text' && typeof value === 'object') value = JSON.stringify(value)
    if (column.normalise === 'lower') value = String(value).toLowerCase()
    if (column.normalise === 'trim') value = String(value).trim()
    if (column.normalise === 'ip') value = plainIp(String(value))
    if (column.normalise === 'client-family') value = clientInfo(String(value)).family
    row[column.name] = value
  }
  return row
}

function at(document: unknown, path: string): unknown {
  const pair = /^(.*)\[(.+)\]$/.exec(path)
  let value = document
  for (const key of (pair?.[1] ?? path).split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  return pair?.[2] === undefined ? value : nameValues(value).get(pair[2])
}
