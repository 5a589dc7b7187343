import { writeJson } from '../json.js'
import { big, type Row, table } from './rows.js'

/**
 * The time each row's session began. Rows are [place, the stretch between restarts, time, longest session, longest
 * pause]. https://learn.microsoft.com/kusto/query/row-window-session-function
 */
export const rowWindowSession = table('row_window_session', (rows) => {
  const sorted = rows.toSorted((a, b) => Number(a[0]) - Number(b[0]))
  let start: bigint | undefined
  let last: bigint | undefined
  let stretch: string | undefined
  return sorted.map(([place, group, time, longest, pause]): Row => {
    const [at, most, gap] = [big(time), big(longest), big(pause)]
    const own = writeJson(group ?? null)
    const goesOn =
      own === stretch &&
      start !== undefined &&
      last !== undefined &&
      at !== undefined &&
      !(most !== undefined && at >= start + most) &&
      !(gap !== undefined && at >= last + gap)
    if (!goesOn) start = at
    last = at
    stretch = own
    return [place ?? null, start ?? null]
  })
})
