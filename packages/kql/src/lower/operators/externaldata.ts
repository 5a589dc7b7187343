import { Refusal } from '../../errors.js'
import { child, kindOf, list, type Node, nameOf, optional, textOf } from '../../kusto/syntax.js'
import { literalValue } from '../../plan/expr.js'
import type { File, Relation } from '../../plan/relation.js'
import type { Lowering, Names, Rows } from '../scope.js'
import { schemaColumns } from './datatable.js'

const formats: readonly File['format'][] = ['csv', 'tsv', 'psv', 'json', 'multijson', 'parquet', 'txt', 'raw']

/** `externaldata`: local files only, where the caller allows them. Nothing is fetched. */
export function lowerExternalData(lowering: Lowering, node: Node, names: Names): Rows {
  const columns = schemaColumns(lowering, child(node, 'Schema'))
  const options = new Map<string, string>()
  const clause = optional(node, 'WithClause')
  for (const property of clause ? list(clause, 'Properties') : []) {
    const value = child(property, 'Expression')
    const constant = literalValue(constantOf(lowering, value, names))
    options.set(
      nameOf(child(property, 'Name')).toLowerCase(),
      String(constant ?? textOf(value)).toLowerCase(),
    )
  }
  const uris = list(node, 'URIs').map((uri) => ({
    at: uri,
    text: String(literalValue(lowering.expr(uri, { names, columns: [] })) ?? ''),
  }))
  const legs = uris.map((uri): Relation => {
    const path = lowering.services.file(uri.text)
    if (path === undefined) return refuseData(uri)
    const ending = /\.([a-z]+)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? 'csv'
    const format = formats.find((f) => f === (options.get('format') ?? ending)) ?? 'csv'
    return {
      kind: 'file',
      path,
      format,
      ignoreFirstRecord: options.get('ignorefirstrecord') === 'true',
      columns,
    }
  })
  const [only] = legs
  if (only && legs.length === 1) return { relation: only }
  const inputs = legs.map((leg) => ({
    relation: leg,
    exprs: columns.map((column) => ({ kind: 'column' as const, column, type: column.type })),
  }))
  const out = columns.map((column) => lowering.column(column.name, column.type))
  return { relation: { kind: 'union', inputs, columns: out } }
}

function refuseData({ at, text }: { readonly at: Node; readonly text: string }): never {
  const span = { offset: at.TextStart, length: at.Width }
  if (!/^(https?|abfss?|wasbs?|adl):/i.test(text))
    throw new Refusal('KQL305', 'this file is outside the allowed folders', span, undefined, text)
  const message = 'this data would have to be fetched from the network'
  throw new Refusal('KQL304', message, span, 'download the file and allow its folder or host', text)
}

/** Words stand for themselves: `format=csv` says the same as `format='csv'`. */
const words: ReadonlySet<string> = new Set(['TokenLiteralExpression', 'NameDeclaration'])

const constantOf = (lowering: Lowering, node: Node, names: Names) =>
  words.has(kindOf(node)) ? undefined : lowering.expr(node, { names, columns: [] })
