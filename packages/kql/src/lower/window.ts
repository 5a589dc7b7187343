/** prev, next, row_number and their like: handed to the frame, which adds a window over the rows as they stand. */
import { windowFunctions } from '../functions/window/registry.js'
import { child, type Node, nameOf } from '../kusto/syntax.js'
import type { Expr } from '../plan/expr.js'
import { argumentNodes } from './argument-nodes.js'
import { coerceArguments } from './call.js'
import { type Frame, type Lowering, refuse } from './scope.js'

export function lowerWindow(lowering: Lowering, node: Node, frame: Frame): Expr {
  const name = nameOf(child(node, 'Name'))
  const entry = windowFunctions.get(name)
  if (!entry || !frame.onWindow)
    return refuse(node, 'KQL300', `${name}() needs rows in order: serialize them first`)
  const given = argumentNodes(node).map((arg) => lowering.expr(arg, frame))
  const restart = entry.restart === undefined ? undefined : given[entry.restart]
  const kept = given.filter((_, i) => i !== entry.restart)
  const args = coerceArguments(lowering, name, entry, kept, node)
  const type = typeof entry.returns === 'function' ? entry.returns(args) : entry.returns
  const partition = restart
    ? [
        frame.onWindow({
          kind: 'window',
          name: '_restarts',
          args: [restart],
          type: 'long',
          partition: [],
          order: [],
        }),
      ]
    : []
  return frame.onWindow({ kind: 'window', name, args, type, partition, order: [] }, node)
}
