/** Row sources that read one engine relation alike, and differ only in which kind of row, are one row source. */
import type { Condition, RowSource } from '../schema.js'

export function mergedRows(rows: readonly RowSource[], read: readonly string[]): readonly RowSource[] {
  const merged: RowSource[] = []
  for (const source of rows) {
    const at = merged.findIndex((known) => together(known, source, read) !== undefined)
    const known = merged[at]
    const both = known && together(known, source, read)
    if (both) merged[at] = both
    else merged.push(source)
  }
  return merged
}

function together(a: RowSource, b: RowSource, read: readonly string[]): RowSource | undefined {
  if (a.relation !== b.relation) return undefined
  if (read.some((name) => JSON.stringify(a.columns[name]) !== JSON.stringify(b.columns[name])))
    return undefined
  const where = eitherOf(a.where ?? [], b.where ?? [])
  return where && { ...a, where }
}

/** The conditions of both, where they differ in one list of values and no row can be in both. */
function eitherOf(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] | undefined {
  if (a.length !== b.length) return undefined
  const differing = a.flatMap((condition, i) =>
    JSON.stringify(condition) === JSON.stringify(b[i]) ? [] : [i],
  )
  const [place] = differing
  if (place === undefined || differing.length > 1) return undefined
  const [left, right] = [a[place], b[place]]
  if (!left || !right || !('in' in left) || !('in' in right) || left.column !== right.column) return undefined
  if (left.in.some((value) => right.in.includes(value))) return undefined
  const both: Condition = { column: left.column, in: [...left.in, ...right.in] }
  return a.map((condition, i) => (i === place ? both : condition))
}
