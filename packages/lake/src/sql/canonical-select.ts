import type { CanonicalTable, Column } from '@bigyellowtaxi/records'
import { documentTree, transformed, valueAt } from './document.js'
import { normalisers, timeOf } from './normalise.js'
import { name } from './quote.js'
import { sqlType } from './types.js'

/** The first path with a value wins; a text that is empty is none. */
function firstOf(paths: readonly string[], isText: boolean): string {
  const values = paths.map((value) => (isText ? `nullif(${value}, '')` : value))
  return values.length === 1 ? values.join() : `coalesce(${values.join(', ')})`
}

const foundColumn = (column: Column): string => name(`found:${column.name}`)

/** The value as it stands in the document. */
function found(tree: ReturnType<typeof documentTree>, column: Column): string {
  const isText = column.type === 'text' || column.type === 'time'
  return firstOf(
    column.from.map((from) => valueAt(tree, from)),
    isText,
  )
}

/** The found value in the column's type and normal form. */
function typed(column: Column): string {
  const value = foundColumn(column)
  const sql =
    column.type === 'time'
      ? timeOf(value)
      : column.type === 'map' || typeof column.type === 'object'
        ? value
        : `TRY_CAST(${value} AS ${sqlType(column.type)})`
  return column.normalise ? normalisers[column.normalise](sql) : sql
}

export interface SelectOptions {
  /** Columns of the source that are passed on. */
  readonly keep: readonly string[]
  /** Further columns computed from `raw` and `doc`. */
  readonly also?: string
  /** Malformed JSON gives a row without values instead of an error. */
  readonly tolerant?: boolean
}

/**
 * SELECT of a table's columns, as they are stored, from `source`, which has `doc` and `raw` and whatever else is
 * named in `keep`. `isDocument` is false where the text was no JSON at all. The steps are projections of one
 * pipeline: nothing is written down between them.
 */
export function canonicalSelect(table: CanonicalTable, source: string, options: SelectOptions): string {
  const tree = documentTree(table)
  const kept = options.keep.map(name).join(', ')
  const values = table.columns.map((column) => `${found(tree, column)} AS ${foundColumn(column)}`)
  const columns = table.columns.map((column) => `${typed(column)} AS ${name(column.name)}`)
  const document = transformed(tree, 'coalesce(doc, raw)')
  return `SELECT ${kept}, "isDocument", * EXCLUDE (${kept}, "isDocument", ${table.columns.map(foundColumn).join(', ')}),
  ${columns.join(',\n  ')}
FROM (SELECT * EXCLUDE (d), d IS NOT NULL AS "isDocument", ${values.join(', ')}
  FROM (SELECT ${kept}, ${options.also === undefined ? '' : `${options.also}, `}${options.tolerant ? `TRY(${document})` : document} AS d FROM ${source}))`
}
