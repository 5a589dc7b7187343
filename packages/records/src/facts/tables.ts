import { tableLines } from './generated/tables.js'

/** Type of a documented table's column, in KQL's words. */
export type FactType =
  | 'bool'
  | 'datetime'
  | 'decimal'
  | 'dynamic'
  | 'guid'
  | 'int'
  | 'long'
  | 'real'
  | 'string'
  | 'timespan'

const types: Readonly<Record<string, FactType>> = {
  s: 'string',
  y: 'dynamic',
  b: 'bool',
  i: 'int',
  l: 'long',
  r: 'real',
  d: 'datetime',
  t: 'timespan',
  g: 'guid',
  c: 'decimal',
}

let lines: Map<string, string> | undefined

/** Finds each table's line once; a line is taken apart only when its table is asked for. */
function linesByName(): Map<string, string> {
  lines ??= new Map(
    tableLines.split('\n').map((line) => {
      const blank = line.indexOf(' ')
      return [line.slice(0, blank), line.slice(blank + 1)]
    }),
  )
  return lines
}

/** Names of every table in Microsoft's Azure Monitor and Defender references, spelled as documented. */
export function documentedTableNames(): readonly string[] {
  return [...linesByName().keys()]
}

/** Columns and types of a documented table, in the reference's order; undefined for an unknown name. */
export function documentedColumns(table: string): ReadonlyMap<string, FactType> | undefined {
  const line = linesByName().get(table)
  if (line === undefined) return undefined
  return new Map(
    line.split(',').map((pair) => {
      const colon = pair.lastIndexOf(':')
      return [pair.slice(0, colon), types[pair.slice(colon + 1)] ?? 'string']
    }),
  )
}
