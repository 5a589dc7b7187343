/** Which tables a text may mean: binding against all there are would cost time on every query. */
import type { TableSource } from '../schema.js'
import { kusto } from './load.js'
import { descendants, kindOf } from './syntax.js'

export interface TableLookup {
  /** A table by its exact name. */
  find(name: string): TableSource | undefined
  /** All tables, for `search` and `union *`; and for suggestions. */
  all(): readonly TableSource[]
}

/**
 * Words and quoted names that are names of tables. One that stands in a comment or is a column costs a little time
 * and nothing else. Patterns (`union Sign*`) and operators over every table (`search`, `find`) need the syntax tree.
 */
export function namedTables(text: string, tables: TableLookup): readonly TableSource[] {
  const found = new Map<string, TableSource>()
  const add = (name: string | undefined): void => {
    const table = name === undefined ? undefined : tables.find(name)
    if (table) found.set(table.name, table)
  }
  for (const [word] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) add(word)
  for (const [, double, single] of text.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)) add(double ?? single)
  if (mayMeanMany(text)) for (const table of tablesMeant(text, tables)) found.set(table.name, table)
  return [...found.values()]
}

/** True where a star may stand for tables; `count(*)` and `arg_max(x, *)` are about columns. */
function mayMeanMany(text: string): boolean {
  if (/(^|[|({=:;,\n])\s*(search|find)\b/.test(text)) return true
  if (!text.includes('*') || !/\b(union|restrict|macro)\b/.test(text)) return false
  return text.replace(/\w\s*\((?![^()]*\bunion\b)[^()]*\*\s*\)/g, '').includes('*')
}

/** Tables of patterns, and all of them where an operator goes over everything. */
function tablesMeant(text: string, tables: TableLookup): readonly TableSource[] {
  const wildcards: RegExp[] = []
  for (const node of descendants(kusto().KustoCode.Parse(text).Syntax)) {
    const kind = kindOf(node)
    if ((kind === 'SearchOperator' || kind === 'FindOperator') && !node.InClause) return tables.all()
    if (kind !== 'WildcardedName' && kind !== 'BracketedWildcardedName') continue
    const pattern = node.ToString(1).replace(/^\['?|'?\]$/g, '')
    wildcards.push(new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`))
  }
  if (wildcards.length === 0) return []
  return tables.all().filter((table) => wildcards.some((pattern) => pattern.test(table.name)))
}

const literally = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
