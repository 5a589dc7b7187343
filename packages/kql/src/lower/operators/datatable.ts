import { child, elements, kindOf, list, type Node, nameOf, textOf } from '../../kusto/syntax.js'
import type { Column, Expr } from '../../plan/expr.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { typeNamed } from '../expr.js'
import { type Lowering, type Names, type Rows, refuse } from '../scope.js'

/** Columns of a `(a:string, b:long)` schema. */
export function schemaColumns(lowering: Lowering, schema: Node): Column[] {
  return list(schema, 'Columns').map((declared) =>
    lowering.column(nameOf(child(declared, 'Name')), typeNamed(child(declared, 'Type'))),
  )
}

export function lowerDatatable(lowering: Lowering, node: Node, names: Names): Rows {
  const columns = schemaColumns(lowering, child(node, 'Schema'))
  const values = elements(child(node, 'Values'))
  if (columns.length === 0) return refuse(node, 'KQL200', 'a datatable needs columns')
  const rows: Expr[][] = []
  for (let i = 0; i + columns.length <= values.length; i += columns.length) {
    rows.push(columns.map((column, c) => cell(lowering, values[i + c], column, names)))
  }
  return { relation: { kind: 'values', columns, rows } }
}

function cell(lowering: Lowering, node: Node | undefined, column: Column, names: Names): Expr {
  if (!node) return nullOf(column.type)
  const value = lowering.expr(node, { names, columns: [] })
  if (value.kind === 'literal' && value.value === null) return nullOf(column.type)
  if (value.type === column.type) return value
  if (kindOf(node) === 'StringLiteralExpression' && column.type === 'dynamic')
    return lowering.call('parse_json', [value], node)
  return value.kind === 'literal'
    ? coerce(lowering, value, column.type, node)
    : refuse(node, 'KQL205', `a datatable holds constants only, not ${textOf(node)}`)
}
