/** One operator is one file that says it in core relations; `input` is absent where the operator starts a query. */
import type { Node } from '../../kusto/syntax.js'
import type { Lowering, Names, Rows } from '../scope.js'
import { refuse } from '../scope.js'

export type LowerOperator = (lowering: Lowering, node: Node, input: Rows | undefined, names: Names) => Rows

/** For operators that need rows piped in. */
export const piped =
  (lower: (lowering: Lowering, node: Node, input: Rows, names: Names) => Rows): LowerOperator =>
  (lowering, node, input, names) =>
    input
      ? lower(lowering, node, input, names)
      : refuse(node, 'KQL300', 'this operator needs rows piped into it')
