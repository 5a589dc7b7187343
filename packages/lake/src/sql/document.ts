import type { CanonicalTable, ColumnType, ListType, ScalarType } from '@bigyellowtaxi/records'
import { name, text } from './quote.js'

/**
 * The one structure a record's JSON document is read with. Parsing is what loading costs, so every path of
 * every column is taken in a single `json_transform`, however many columns there are.
 */

/** A path of `Column.from`, taken apart: `A.B` or `Pairs[key]`. */
interface Path {
  readonly keys: readonly string[]
  readonly mapKey?: string
}

type Node =
  | { readonly kind: 'leaf'; type: string }
  | { readonly kind: 'object'; readonly fields: Map<string, Node> }
  | { readonly kind: 'list'; readonly type: ListType }
  | { readonly kind: 'pairs' }

const leafTypes: Record<ScalarType, string> = {
  text: 'VARCHAR',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  bool: 'BOOLEAN',
  time: 'VARCHAR',
  json: 'JSON',
}

export function parsePath(path: string): Path {
  const pair = /^(.*)\[(.+)\]$/.exec(path)
  const keys = (pair?.[1] ?? path).split('.')
  return pair?.[2] === undefined ? { keys } : { keys, mapKey: pair[2] }
}

function nodeFor(type: ColumnType, path: Path): Node {
  if (path.mapKey !== undefined || type === 'map') return { kind: 'pairs' }
  if (typeof type === 'object') return { kind: 'list', type }
  return { kind: 'leaf', type: leafTypes[type] }
}

/** Two columns may take the same value as different types: then it is read as text, or kept as JSON. */
function merge(present: Node | undefined, wanted: Node): Node {
  if (!present) return wanted
  if (present.kind === 'leaf' && wanted.kind === 'leaf') {
    if (present.type === wanted.type) return present
    return { kind: 'leaf', type: present.type === 'JSON' || wanted.type === 'JSON' ? 'JSON' : 'VARCHAR' }
  }
  if (present.kind === wanted.kind) return present
  return { kind: 'leaf', type: 'JSON' }
}

function insert(fields: Map<string, Node>, keys: readonly string[], wanted: Node): void {
  const [key, ...rest] = keys
  if (key === undefined) return
  const present = fields.get(key)
  if (rest.length === 0) {
    fields.set(key, merge(present, wanted))
    return
  }
  if (present && present.kind !== 'object') {
    fields.set(key, { kind: 'leaf', type: 'JSON' })
    return
  }
  const inside = present ?? { kind: 'object' as const, fields: new Map<string, Node>() }
  fields.set(key, inside)
  insert(inside.fields, rest, wanted)
}

/** The tree of everything the table's columns take from a document. */
export function documentTree(table: CanonicalTable): Map<string, Node> {
  const fields = new Map<string, Node>()
  // whole JSON values first: a column inside one of them is then taken out of it
  const columns = [...table.columns].sort((a, b) => Number(b.type === 'json') - Number(a.type === 'json'))
  for (const column of columns)
    for (const from of column.from) {
      const path = parsePath(from)
      insert(fields, path.keys, nodeFor(column.type, path))
    }
  refuseCaseTwins(table.name, fields)
  return fields
}

/** Field names of a struct are compared without case: two keys that differ in case alone would become one. */
function refuseCaseTwins(table: string, fields: ReadonlyMap<string, Node>): void {
  const seen = new Map<string, string>()
  for (const [key, node] of fields) {
    const twin = seen.get(key.toLowerCase())
    if (twin !== undefined) throw new Error(`${table}: paths ${twin} and ${key} differ only in case`)
    seen.set(key.toLowerCase(), key)
    if (node.kind === 'object') refuseCaseTwins(table, node.fields)
  }
}

const listStructure = (type: ListType): unknown => [
  Object.fromEntries(
    Object.entries(type.list).map(([key, item]) => [
      key,
      typeof item === 'object' ? listStructure(item) : leafTypes[item],
    ]),
  ),
]

function structureOf(node: Node): unknown {
  switch (node.kind) {
    case 'leaf':
      return node.type
    case 'list':
      return listStructure(node.type)
    case 'pairs':
      return [{ Name: 'VARCHAR', Value: 'VARCHAR' }]
    case 'object':
      return Object.fromEntries([...node.fields].map(([key, child]) => [key, structureOf(child)]))
  }
}

/** `json_transform` of the document column. */
export function transformed(tree: Map<string, Node>, document: string): string {
  const structure = JSON.stringify(structureOf({ kind: 'object', fields: tree }))
  return `json_transform(${document}, ${text(structure)})`
}

/** The value at one path, before its column's normaliser. */
export function valueAt(tree: Map<string, Node>, from: string): string {
  const path = parsePath(from)
  if (path.mapKey !== undefined) {
    const pairs = `d.${path.keys.map(name).join('.')}`
    // by name, never by index; asking the list costs a quarter of making a map of it
    return `list_filter(${pairs}, lambda p: p.Name = ${text(path.mapKey)})[-1].Value`
  }
  let sql = 'd'
  let fields: Map<string, Node> | undefined = tree
  for (const [at, key] of path.keys.entries()) {
    const node: Node | undefined = fields?.get(key)
    sql = `${sql}.${name(key)}`
    if (node?.kind === 'leaf' && at < path.keys.length - 1) {
      const rest = path.keys.slice(at + 1).map((inner) => `."${inner}"`)
      return `json_extract_string(${sql}, ${text(`$${rest.join('')}`)})`
    }
    fields = node?.kind === 'object' ? node.fields : undefined
  }
  return sql
}
