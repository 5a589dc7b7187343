/** Following a column down to the table it comes from. */
import type { Relation, Scan } from '../plan/relation.js'
import { columnsIn, expressionsOf } from '../plan/walk.js'

/**
 * The relation with the scan that gives a column changed; undefined where the column does not come from one as it is,
 * or something on the way reads it, so that it must stay what it is.
 */
export function changeScan(
  relation: Relation,
  id: number,
  change: (scan: Scan, id: number) => Scan | undefined,
): Relation | undefined {
  if (relation.kind === 'scan') return change(relation, id)
  if (relation.kind !== 'filter' && relation.kind !== 'project') return undefined
  const items = relation.kind === 'project' ? relation.items : []
  const passing = items.find(({ column }) => column.id === id)?.expr
  const below = relation.kind === 'filter' ? id : passing?.kind === 'column' ? passing.column.id : undefined
  if (below === undefined) return undefined
  const reading = expressionsOf(relation).filter((expr) =>
    columnsIn(expr).some((column) => column.id === below),
  )
  if (reading.length !== (passing ? 1 : 0)) return undefined
  const input = changeScan(relation.input, below, change)
  return input && { ...relation, input }
}
