/** Parts of tables kept in memory for a run of many queries: typed, and with what they ask of the documents. */
import type { Slice } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'
import { type SliceOfTable, slices } from '@bigyellowtaxi/records/tables'
import { amongTexts, quotedName, quotedText } from '../sql/quote.js'

const pathOf = (steps: readonly (string | number)[]): string =>
  `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`

/** As the compiler is told of it. */
const sliceOf = (slice: SliceOfTable): Slice => ({
  name: slice.name,
  of: slice.table,
  column: slice.column,
  texts: slice.texts,
  columns: slice.columns,
  paths: (['text', 'json'] as const).flatMap((holds) =>
    slice[holds].map((steps) => ({ steps, column: pathOf(steps), holds })),
  ),
})

const known = new Map(slices.map((slice) => [slice.name, sliceOf(slice)]))

export const slicesNamed = (names: readonly string[]): readonly Slice[] =>
  names.flatMap((name) => known.get(name) ?? [])

/** The document is read once for all its paths. */
function selectOf(slice: SliceOfTable): string {
  const columns = slice.columns.map(quotedName).join(', ')
  const { paths } = sliceOf(slice)
  const found = `json_extract(coalesce(doc, raw), [${paths.map(({ column }) => quotedText(column)).join(', ')}])`
  const values = paths
    .map(({ column, holds }, i) => {
      const value = `_found[${i + 1}]`
      return `${holds === 'text' ? `json_extract_string(${value}, '$')` : value} AS ${quotedName(column)}`
    })
    .join(', ')
  return `SELECT ${columns}, ${values} FROM (SELECT ${columns}, ${found} AS _found FROM ${quotedName(slice.table)}
    WHERE ${amongTexts(quotedName(slice.column), slice.texts)})`
}

/** Slices that an engine can be asked to keep. */
export const slicesFor = (engine: Engine): readonly string[] =>
  engine.keep ? slices.map((slice) => slice.name) : []

/** Keeps the slices and names them: none where an engine cannot, and no more than there is memory for. */
export async function keepSlices(engine: Engine): Promise<readonly string[]> {
  const kept: string[] = []
  for (const slice of engine.keep ? slices : []) {
    try {
      await engine.keep?.(slice.name, selectOf(slice))
    } catch {
      // Without it the log itself is read, which takes longer and gives the same.
      break
    }
    kept.push(slice.name)
  }
  return kept
}
