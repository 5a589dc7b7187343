/** print, range and getschema: rows made of the query itself. */
import { child, kindOf, list, nameOf } from '../../kusto/syntax.js'
import { columnRef, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import { isTemporal, type KustoType } from '../../plan/type.js'
import { coerce } from '../call.js'
import { meeting } from '../coerce.js'
import { namedValues } from '../items.js'
import { uniqueName } from '../rows.js'
import { refuse } from '../scope.js'
import { type LowerOperator, piped } from './entry.js'

export const print: LowerOperator = (lowering, node, _input, names) => {
  const taken = new Set<string>()
  const values = list(node, 'Expressions').flatMap((n, i) => {
    const found = namedValues(lowering, n, { names, columns: [] })
    const [only] = found
    const isNamed = found.length !== 1 || /NamedExpression$/.test(kindOf(n))
    return isNamed || !only ? found : [{ ...only, name: `print_${i}` }]
  })
  const columns = values.map((value) => {
    const name = uniqueName(value.name, taken)
    taken.add(name)
    return lowering.column(name, value.expr.type)
  })
  return { relation: { kind: 'values', columns, rows: [values.map((value) => value.expr)] } }
}

export const range: LowerOperator = (lowering, node, _input, names) => {
  const frame = { names, columns: [] }
  const [from, to, step] = (['From', 'To', 'Step'] as const).map((part) =>
    lowering.expr(child(node, part), frame),
  )
  if (!from || !to || !step) return refuse(node, 'KQL200', 'range needs from, to and step')
  const type: KustoType = isTemporal(from.type)
    ? from.type
    : (meeting(meeting(from.type, to.type) ?? 'long', step.type) ?? 'long')
  const sized: KustoType = type === 'int' ? 'long' : type
  const stepType = sized === 'datetime' ? 'timespan' : sized
  const column = lowering.column(nameOf(child(node, 'Name')), sized)
  const relation: Relation = {
    kind: 'sequence',
    columns: [column],
    from: coerce(lowering, from, sized, node),
    to: coerce(lowering, to, sized, node),
    step: coerce(lowering, step, stepType, node),
  }
  return { relation, order: [{ expr: columnRef(column), descending: false, nullsFirst: true }] }
}

const dotnetTypes: Readonly<Record<KustoType, string>> = {
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  dynamic: 'System.Object',
  guid: 'System.Guid',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  string: 'System.String',
  timespan: 'System.TimeSpan',
}

export const getschema = piped((lowering, _node, input) => {
  const columns = (['ColumnName', 'ColumnOrdinal', 'DataType', 'ColumnType'] as const).map((name) =>
    lowering.column(name, name === 'ColumnOrdinal' ? 'int' : 'string'),
  )
  const rows = input.relation.columns.map((column, i) => [
    literal('string', column.name),
    literal('int', BigInt(i)),
    literal('string', dotnetTypes[column.type]),
    literal('string', column.type),
  ])
  return { relation: { kind: 'values', columns, rows } }
})
