/** Puts the parts of lowering together: they call each other through this object, so that no file needs a ring. */
import type { Node } from '../kusto/syntax.js'
import type { Column } from '../plan/expr.js'
import { callFunction } from './call.js'
import { lowerExpr } from './expr.js'
import { lowerOperator, lowerQueries, lowerTable } from './query.js'
import { type Lowering, Names, type Rows, type Services } from './scope.js'
import { lowerStatements } from './statement.js'

export interface Lowered {
  readonly results: readonly { readonly rows: Rows; readonly node: Node }[]
  readonly tables: readonly string[]
}

export function createLowering(services: Services): Lowering {
  let id = 0
  const lowering: Lowering = {
    services,
    tables: new Set(),
    depth: { value: 0 },
    column: (name, type): Column => ({ id: ++id, name, type }),
    nextId: () => ++id,
    expr: (node, frame) => lowerExpr(lowering, node, frame),
    statements: (nodes, names) => lowerStatements(lowering, nodes, names),
    table: (node, names) => lowerTable(lowering, node, names),
    operator: (node, input, names) => lowerOperator(lowering, node, input, names),
    call: (name, args, at, type) => callFunction(lowering, name, args, at, type),
  }
  return lowering
}

/** Lowers a bound query: one relation for each of its expression statements. */
export function lower(root: Node, services: Services): Lowered {
  const lowering = createLowering(services)
  const results = lowerQueries(lowering, root, new Names())
  return { results, tables: [...lowering.tables] }
}
