/** Local files of rows (externaldata), columns by position; the path was allowed before it came here. */
import type { File } from '../../plan/relation.js'
import { boolean, type Fragment, identifier, joined, sql, text } from '../../sql/fragment.js'
import type { Printing } from '../context.js'
import { outputs } from '../context.js'
import { fromColumn } from './source.js'

const delimiters: Readonly<Record<string, string>> = {
  csv: ',',
  tsv: '\t',
  psv: '|',
  txt: '\u0001',
  raw: '\u0001',
}

export function printFile(relation: File, printing: Printing): Fragment {
  const alias = printing.alias()
  if (relation.format === 'parquet') {
    const columns = outputs(relation.columns, (column) =>
      fromColumn(sql`(${alias}.${identifier(column.name)})::VARCHAR`, 'text', column.type, printing.natives),
    )
    return sql`SELECT ${columns} FROM read_parquet(${text(relation.path)}) AS ${alias}`
  }
  if (relation.format === 'json' || relation.format === 'multijson') {
    const columns = outputs(relation.columns, (column) =>
      fromColumn(
        sql`json_extract(${alias}.json, ${text(`$."${column.name}"`)})`,
        'json',
        column.type,
        printing.natives,
      ),
    )
    return sql`SELECT ${columns} FROM read_json_objects(${text(relation.path)}) AS ${alias}`
  }
  const names = relation.columns.map((_, i) => `c${i}`)
  const types = joined(names.map((name) => sql`${text(name)}: 'VARCHAR'`))
  const delimiter = text(delimiters[relation.format] ?? ',')
  const plain = relation.format === 'txt' || relation.format === 'raw'
  const quotes = plain ? sql`, quote = '', escape = ''` : sql`, quote = '"', escape = '"'`
  const columns = outputs(relation.columns, (column, i) =>
    fromColumn(
      sql`coalesce(${alias}.${identifier(names[i] ?? '')}, '')`,
      'text',
      column.type,
      printing.natives,
    ),
  )
  return sql`SELECT ${columns} FROM read_csv(${text(relation.path)}, columns = {${types}}, delim = ${delimiter}${quotes}, header = ${boolean(relation.ignoreFirstRecord)}, auto_detect = false, null_padding = true, strict_mode = false) AS ${alias}`
}
