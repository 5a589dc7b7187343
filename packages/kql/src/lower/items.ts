/** Lists of named expressions (project, extend, summarize, print): what each column is called and how it is made. */
import { aggregateFunctions } from '../functions/aggregate/registry.js'
import { scalarFunctions } from '../functions/registry.js'
import { child, kindOf, list, type Node, nameOf, resultColumns, resultName, textOf } from '../kusto/syntax.js'
import { columnRef, type Expr } from '../plan/expr.js'
import { aggregatesOf } from './aggregate.js'
import { argumentNodes } from './argument-nodes.js'
import { lowerContext } from './call.js'
import { tupleField } from './function-call.js'
import { type Frame, type Lowering, refuse } from './scope.js'

export interface NamedValue {
  readonly name: string
  /** The query said the name itself, so that it replaces a column of that name. */
  readonly explicit: boolean
  readonly expr: Expr
}

/** Columns an element of a list stands for: one, several for `*`, `(a, b) = f()` and aggregates of many columns. */
export function namedValues(lowering: Lowering, node: Node, frame: Frame): NamedValue[] {
  switch (kindOf(node)) {
    case 'SimpleNamedExpression': {
      const name = nameOf(child(node, 'Name'))
      const values = severalValues(lowering, child(node, 'Expression'), frame)
      const single = values && !frame.onAggregate ? values.slice(0, 1) : values
      if (single) return single.map((value, i) => (i === 0 ? { ...value, name, explicit: true } : value))
      return [{ name, explicit: true, expr: lowering.expr(child(node, 'Expression'), frame) }]
    }
    case 'CompoundNamedExpression': {
      const names = list(child(node, 'Names'), 'Names').map(nameOf)
      const inside = child(node, 'Expression')
      const values = severalValues(lowering, inside, frame)
      if (!values)
        return names.slice(0, 1).map((name) => ({ name, explicit: true, expr: lowering.expr(inside, frame) }))
      return values.map((value, i) => {
        const name = names[i]
        return name === undefined ? value : { ...value, name, explicit: true }
      })
    }
    case 'StarExpression':
      return frame.columns.map((column) => ({ name: column.name, explicit: true, expr: columnRef(column) }))
    case 'NameReference':
      return [{ name: nameOf(node), explicit: true, expr: lowering.expr(node, frame) }]
    default: {
      const values = severalValues(lowering, node, frame)
      return values ?? [{ name: ownName(node), explicit: false, expr: lowering.expr(node, frame) }]
    }
  }
}

/** Values of a call that gives more than one column. */
function severalValues(lowering: Lowering, node: Node, frame: Frame): NamedValue[] | undefined {
  if (kindOf(node) !== 'FunctionCallExpression') return undefined
  const name = nameOf(child(node, 'Name'))
  if (frame.names.get(name)) return undefined
  if (frame.onAggregate && aggregateFunctions.get(name)?.expand)
    return aggregateValues(lowering, node, name, frame)
  const entry = scalarFunctions.get(name)
  if (!entry?.fields) return undefined
  const args = argumentNodes(node).map((arg) => lowering.expr(arg, frame))
  const fields = entry.fields(args)
  if (!fields) return undefined
  const value = lowering.call(name, args, child(node, 'Name'))
  const names = (node.ResultType ? tupleNames(node) : []) ?? []
  return fields.map((field, i) => ({
    name: names[i] ?? `${name}_${i}`,
    explicit: false,
    expr: tupleField(lowering, value, field, node),
  }))
}

function tupleNames(node: Node): string[] {
  return (resultColumns(node) ?? []).map((column) => column.name)
}

/** arg_max(x, *), take_any(a, b), percentiles(x, …). */
function aggregateValues(lowering: Lowering, node: Node, name: string, frame: Frame): NamedValue[] {
  const nodes = argumentNodes(node)
  const star = nodes.some((arg) => kindOf(arg) === 'StarExpression')
  const { onAggregate, ...inside } = frame
  if (!onAggregate) return refuse(node, 'KQL300', 'an aggregate cannot stand here')
  if (/^arg_?(max|min)$/.test(name)) return chosenValues(lowering, node, name, frame)
  if (star) {
    const entry = aggregateFunctions.get(name)
    const all = entry?.expand?.(frame.columns.map(columnRef), lowerContext(lowering, node)) ?? []
    return all.map((found, i) => ({
      name: frame.columns[i]?.name ?? name,
      explicit: false,
      expr: onAggregate(found),
    }))
  }
  const found = aggregatesOf(lowering, node, frame)
  const names = tupleNames(node)
  return found.map((aggregate, i) => {
    const own = nodes[i]
    const plain =
      own && (name === 'take_any' || (nodes.length > 1 && name === 'any'))
        ? columnName(lowering, own, inside)
        : undefined
    return {
      name: plain ?? names[i] ?? ownName(node),
      explicit: false,
      expr: onAggregate(aggregate),
    }
  })
}

/** The binder's name, and those it keeps to itself: `percentile(x, 95)` is `percentile_x_95`. */
function ownName(node: Node): string {
  const known = resultName(node)
  if (known !== '' || kindOf(node) !== 'FunctionCallExpression') return known
  const args = argumentNodes(node)
  const [value] = args
  const ranks = percentileRanks[nameOf(child(node, 'Name'))]
  if (!value || ranks === undefined) return ''
  const of = kindOf(value) === 'NameReference' ? nameOf(value) : resultName(value)
  const rank = args[ranks]
  return rank ? `percentile_${of}_${textOf(rank)}` : `percentiles_${of}`
}

/** Where the rank stands; -1: there are many, as a list. */
const percentileRanks: Readonly<Record<string, number>> = {
  percentile: 1,
  percentilew: 2,
  percentiles_array: -1,
  percentilesw_array: -1,
}

const columnName = (_lowering: Lowering, node: Node, _frame: Frame): string | undefined => {
  const name = kindOf(node) === 'NameReference' ? nameOf(node) : resultName(node)
  return name === '' ? undefined : name
}

/** The row with the greatest value; `*` are all columns but those the row is grouped by. */
function chosenValues(lowering: Lowering, node: Node, name: string, frame: Frame): NamedValue[] {
  const { onAggregate, ...inside } = frame
  const [by, ...rest] = argumentNodes(node)
  if (!by || !onAggregate) return refuse(node, 'KQL200', `${name}() needs an argument`)
  const key = lowering.expr(by, inside)
  const kept = /max/.test(name) ? '_arg_max' : '_arg_min'
  const pick = (expr: Expr): Expr =>
    onAggregate({ kind: 'aggregate', name: kept, args: [key, expr], type: expr.type })
  const keyName = columnName(lowering, by, frame) ?? textOf(by)
  const values: NamedValue[] = [{ name: keyName, explicit: false, expr: pick(key) }]
  const grouped = frame.grouped ?? new Set<number>()
  const side = /max/.test(name) ? 'max' : 'min'
  for (const [i, arg] of rest.entries()) {
    if (kindOf(arg) === 'StarExpression') {
      for (const column of frame.columns) {
        const isKey = key.kind === 'column' && key.column.id === column.id
        if (!isKey && !grouped.has(column.id))
          values.push({ name: column.name, explicit: false, expr: pick(columnRef(column)) })
      }
    } else {
      const named = namedValues(lowering, arg, inside)
      values.push(
        ...named.map((value) => ({
          name: value.name || `${side}_${keyName}_arg${i + 1}`,
          explicit: false,
          expr: pick(value.expr),
        })),
      )
    }
  }
  return values
}
