import { child } from '../../kusto/syntax.js'
import { coerce } from '../call.js'
import { filter, passing, project } from '../rows.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'

export const where = piped((lowering, node, input, names) => {
  const condition = child(node, 'Condition')
  const { rows, value } = withWindows(lowering, input, names, (frame) =>
    coerce(lowering, lowering.expr(condition, frame), 'bool', condition),
  )
  const kept = filter(rows, value)
  return rows === input ? kept : project(kept, input.relation.columns.map(passing))
})
