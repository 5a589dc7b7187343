/** A list inside a table's document that is only expanded is given by the table as its elements. */
import { isExpanding } from '../functions/parts/elements.js'
import { columnRef } from '../plan/expr.js'
import type { Expanding, Relation, Scan, Unnest } from '../plan/relation.js'
import { columnsIn } from '../plan/walk.js'
import { rewritten } from './map-plan.js'
import { changeScan } from './trace-to-scan.js'

export const expandAtScan = (root: Relation): Relation =>
  rewritten(root, (relation) => (relation.kind === 'unnest' ? expandedAt(relation) : relation))

function expandedAt(relation: Unnest): Relation {
  let { input } = relation
  const items = relation.items.map((item) => {
    const { list } = item
    const [value] = list.kind === 'call' ? list.args : []
    if (list.kind !== 'call' || !isExpanding(list.name)) return item
    if (value?.kind !== 'column' || isReadElsewhere(relation, value.column.id)) return item
    const { name } = list
    const changed = changeScan(input, value.column.id, (scan, id) => withElements(scan, id, name))
    if (!changed) return item
    input = changed
    return { ...item, list: columnRef(value.column), isList: true as const }
  })
  return input === relation.input ? relation : { ...relation, input, items }
}

const isReadElsewhere = ({ columns, items }: Unnest, id: number): boolean =>
  columns.some((column) => column.id === id) ||
  items.filter(({ list }) => columnsIn(list).some((column) => column.id === id)).length > 1

function withElements(scan: Scan, id: number, elements: Expanding): Scan | undefined {
  const pick = scan.picks.find(({ column }) => column.id === id)
  if (!pick?.path || pick.inner || pick.column.type !== 'dynamic') return undefined
  return { ...scan, picks: scan.picks.map((one) => (one === pick ? { ...one, elements } : one)) }
}
