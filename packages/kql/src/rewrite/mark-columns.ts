/** Which columns of a plan are read by somebody, found by going over it until nothing new turns up. */
import type { Column, Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { expressionsOf, inputsOf, parts } from '../plan/walk.js'

export function neededColumns(root: Relation): ReadonlySet<number> {
  const needed = new Set<number>(ids(root.columns))
  for (let before = -1; before < needed.size; ) {
    before = needed.size
    mark(root, needed, new Set())
  }
  return needed
}

const ids = (columns: readonly Column[]): number[] => columns.map((column) => column.id)

function mark(relation: Relation, needed: Set<number>, seen: Set<number>): void {
  const add = (columns: readonly Column[]): void => {
    for (const column of columns) needed.add(column.id)
  }
  const read = (expr: Expr): void => {
    if (expr.kind === 'column') needed.add(expr.column.id)
    if (expr.kind === 'subquery' || expr.kind === 'in-subquery') {
      needed.add(expr.column.id)
      mark(expr.relation, needed, seen)
    }
    for (const part of parts(expr)) read(part)
  }
  switch (relation.kind) {
    case 'project':
    case 'window':
      for (const item of relation.items) if (needed.has(item.column.id)) read(item.expr)
      break
    case 'aggregate': {
      // Without keys it is the aggregates that make the one row.
      const [first] = relation.aggregates
      if (first && relation.keys.length === 0 && !relation.aggregates.some((i) => needed.has(i.column.id)))
        add([first.column])
      for (const key of relation.keys) read(key.expr)
      for (const item of relation.aggregates) if (needed.has(item.column.id)) read(item.expr)
      break
    }
    case 'union':
      relation.columns.forEach((column, i) => {
        if (!needed.has(column.id)) return
        for (const input of relation.inputs) {
          const expr = input.exprs[i]
          if (expr) read(expr)
        }
      })
      break
    case 'values':
      oneAtLeast(relation.columns, needed)
      relation.columns.forEach((column, i) => {
        if (!needed.has(column.id)) return
        for (const row of relation.rows) {
          const cell = row[i]
          if (cell) read(cell)
        }
      })
      break
    case 'shared': {
      const { definition } = relation
      relation.columns.forEach((column, i) => {
        const original = definition.relation.columns[i]
        if (original && needed.has(column.id)) needed.add(original.id)
      })
      if (seen.has(definition.id)) return
      seen.add(definition.id)
      break
    }
    case 'recursive':
      // Its parts stand for each other by position.
      add(relation.columns)
      add(relation.start.columns)
      add(relation.step.columns)
      seen.add(relation.working.id)
      break
    case 'apply':
      oneAtLeast(relation.columns, needed)
      break
    case 'file':
    case 'sequence':
      add(relation.columns)
      for (const expr of expressionsOf(relation)) read(expr)
      break
    default:
      for (const expr of expressionsOf(relation)) read(expr)
  }
  for (const input of inputsOf(relation)) mark(input, needed, seen)
}

function oneAtLeast(columns: readonly Column[], needed: Set<number>): void {
  const [first] = columns
  if (first && !columns.some((column) => needed.has(column.id))) needed.add(first.id)
}
