import type { CanonicalTable, Column } from '@bigyellowtaxi/records'

/** Test double of the lake's typing: reads a canonical column out of a document, path by path. */
type Json = unknown

const at = (value: Json, key: string): Json =>
  typeof value === 'object' && value !== null ? (value as Record<string, Json>)[key] : undefined

function nameValue(value: Json): Record<string, string> {
  if (!Array.isArray(value)) return {}
  return Object.fromEntries(value.map((pair) => [String(at(pair, 'Name')), String(at(pair, 'Value') ?? '')]))
}

function follow(document: Json, path: string): Json {
  const named = /^([^[]+)\[(.+)\]$/.exec(path)
  if (named) return nameValue(at(document, named[1] ?? ''))[named[2] ?? '']
  return path.split('.').reduce<Json>((value, key) => at(value, key), document)
}

const isEmpty = (value: Json): boolean => value === undefined || value === null || value === ''

function normalised(column: Column, value: Json): Json {
  if (typeof value !== 'string') return value
  switch (column.normalise) {
    case 'lower':
      return value.toLowerCase()
    case 'trim':
      return value.trim()
    case 'ip':
      return value
        .replace(/^\[(.+)\](:\d+)?$/, '$1')
        .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
        .replace(/^::ffff:/i, '')
        .toLowerCase()
    case 'client-family': {
      const names = [...value.matchAll(/Client=([^;]+)/g)].map((match) => match[1])
      return names[1] === 'RESTSystem' ? 'RESTSystem' : names[0]
    }
    case 'unset-time':
      return /^(0001|1601)/.test(value) ? null : value
    default:
      return value
  }
}

function cell(column: Column, document: Json): Json {
  for (const path of column.from) {
    const value = follow(document, path)
    if (isEmpty(value)) continue
    if (typeof column.type === 'object')
      return Array.isArray(value) ? value.filter((element) => typeof element === 'object') : null
    if (column.type === 'map') return nameValue(value)
    if (column.type === 'bool') return String(value).toLowerCase() === 'true'
    if (column.type === 'json') return JSON.stringify(value)
    if (column.type === 'text' && typeof value === 'object') return JSON.stringify(value)
    return normalised(column, value)
  }
  return null
}

/** The typed row of a document, with the provenance a batch of one file would give it. */
export function projectRow(
  table: CanonicalTable,
  document: Json,
  place: { batch: string; line: number },
): Record<string, Json> {
  const row = Object.fromEntries(table.columns.map((column) => [column.name, cell(column, document)]))
  return { ...row, ...place, sightings: 1, raw: JSON.stringify(document), doc: null }
}
