import { list } from '../../kusto/syntax.js'
import type { Item } from '../../plan/relation.js'
import { namedValues } from '../items.js'
import { columnName, extend as extendRows, item, passing, project } from '../rows.js'
import { withWindows } from '../windows.js'
import { piped } from './entry.js'

/** New columns see the old ones, not each other. */
export const extend = piped((lowering, node, input, names) => {
  const nodes = list(node, 'Expressions')
  if (nodes.length === 0) return input
  const taken = new Set(input.relation.columns.map((column) => column.name))
  const { rows, value: items } = withWindows(lowering, input, names, (frame) => {
    const made: Item[] = []
    for (const found of nodes.flatMap((n) => namedValues(lowering, n, frame))) {
      // `extend x` on its own adds nothing.
      const itself =
        found.expr.kind === 'column' && found.expr.column.name === found.name && taken.has(found.name)
      if (itself) continue
      const name = found.explicit ? found.name : columnName(found.name, taken)
      taken.add(name)
      const again = made.findIndex((i) => i.column.name === name)
      const next = item(lowering.column(name, found.expr.type), found.expr)
      if (again >= 0) made[again] = next
      else made.push(next)
    }
    return made
  })
  const extended = extendRows({ ...rows, relation: rows.relation }, items)
  if (rows === input) return extended
  const hidden = new Set(
    rows.relation.columns.slice(input.relation.columns.length).map((column) => column.id),
  )
  return project(extended, extended.relation.columns.filter((column) => !hidden.has(column.id)).map(passing))
})
