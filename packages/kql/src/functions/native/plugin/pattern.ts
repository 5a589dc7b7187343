/**
 * Frequent patterns of attributes. Rows are [weight, …attributes] with attributes as text (null is a value too).
 * https://learn.microsoft.com/kusto/query/basket-plugin, autocluster-plugin, diffpatterns-plugin
 */
import type { Json } from '../json.js'
import { type Row, table } from './rows.js'

/** One attribute's value, by column. */
interface Term {
  readonly column: number
  readonly value: Json
}
interface Pattern {
  readonly terms: readonly Term[]
  readonly rows: readonly number[]
  readonly weight: number
}

const keyOf = ({ column, value }: Term): string =>
  `${column}:${JSON.stringify(value === null ? null : String(value))}`

/** Level by level (Apriori): patterns of k columns are built from frequent ones of k - 1 columns. */
function frequent(rows: readonly Row[], least: number, mostColumns: number): Pattern[] {
  const weightOf = (place: number): number => Number(rows[place]?.[0] ?? 1)
  const weigh = (places: readonly number[]): number => places.reduce((sum, place) => sum + weightOf(place), 0)
  const byTerm = new Map<string, { term: Term; rows: number[] }>()
  rows.forEach((row, place) => {
    row.slice(1).forEach((value, column) => {
      const term = { column, value }
      const entry = byTerm.get(keyOf(term)) ?? { term, rows: [] }
      byTerm.set(keyOf(term), entry)
      entry.rows.push(place)
    })
  })
  const singles = [...byTerm.values()]
    .map(({ term, rows: places }): Pattern => ({ terms: [term], rows: places, weight: weigh(places) }))
    .filter(({ weight }) => weight >= least)
  const found = [...singles]
  let level = singles
  for (let size = 2; size <= mostColumns && level.length > 0 && found.length < 20_000; size++) {
    level = level.flatMap((pattern) => {
      const last = pattern.terms.at(-1)?.column ?? -1
      return singles.flatMap((single): Pattern[] => {
        const [term] = single.terms
        if (!term || term.column <= last) return []
        const members = new Set(single.rows)
        const both = pattern.rows.filter((place) => members.has(place))
        const weight = weigh(both)
        return weight >= least ? [{ terms: [...pattern.terms, term], rows: both, weight }] : []
      })
    })
    found.push(...level)
  }
  return found
}

const cells = (pattern: Pattern, columns: number): Json[] =>
  Array.from(
    { length: columns },
    (_, column) => pattern.terms.find((term) => term.column === column)?.value ?? null,
  )

const totalOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + Number(row[0] ?? 1), 0)

/** All patterns that hold for at least the share of rows, the most frequent first. */
export const basket = table('basket', (rows, settings) => {
  const total = totalOf(rows)
  const columns = (rows[0]?.length ?? 1) - 1
  const patterns = frequent(rows, settings.number('threshold') * total, settings.number('dimensions'))
  return patterns
    .toSorted((a, b) => b.weight - a.weight || b.terms.length - a.terms.length)
    .map(
      (pattern, place): Row => [
        BigInt(place),
        BigInt(Math.round(pattern.weight)),
        (pattern.weight / total) * 100,
        ...cells(pattern, columns),
      ],
    )
})

/**
 * A few large and specific patterns that overlap little: taken greedily by size^weight · specificity^(1 - weight),
 * each next one judged on the rows not covered yet.
 */
export const autocluster = table('autocluster', (rows, settings) => {
  const total = totalOf(rows)
  const columns = (rows[0]?.length ?? 1) - 1
  const weight = settings.number('sizeWeight')
  const candidates = frequent(rows, Math.max(1, total * 0.02), 5)
  const covered = new Set<number>()
  const chosen: Pattern[] = []
  while (chosen.length < 10) {
    const scored = candidates
      .filter((pattern) => !chosen.includes(pattern))
      .map((pattern) => {
        const fresh = pattern.rows.filter((place) => !covered.has(place)).length
        const share = fresh / Math.max(1, rows.length)
        return { pattern, score: share ** weight * (pattern.terms.length / columns) ** (1 - weight), share }
      })
    const best = scored.reduce(
      (a, b) => (b.score > a.score ? b : a),
      scored[0] ?? { pattern: undefined, score: 0, share: 0 },
    )
    if (!best.pattern || best.share < 0.02) break
    chosen.push(best.pattern)
    for (const place of best.pattern.rows) covered.add(place)
  }
  return chosen
    .toSorted((a, b) => b.weight - a.weight)
    .map(
      (pattern, place): Row => [
        BigInt(place),
        BigInt(Math.round(pattern.weight)),
        (pattern.weight / total) * 100,
        ...cells(pattern, columns),
      ],
    )
})

/** Patterns whose shares differ most between two sets of rows; the first attribute says which set. */
export const diffpatterns = table('diffpatterns', (rows, settings) => {
  const [valueA = '', valueB = ''] = settings.list('values').map(String)
  const side = (value: string): Row[] => rows.filter((row) => String(row[1] ?? '') === value)
  const sides = [side(valueA), side(valueB)]
  const totals = sides.map((members) => Math.max(totalOf(members), Number.MIN_VALUE))
  const both = [...(sides[0] ?? []), ...(sides[1] ?? [])].map((row): Row => [row[0] ?? 1n, ...row.slice(2)])
  const splitAt = sides[0]?.length ?? 0
  const columns = (both[0]?.length ?? 1) - 1
  const patterns = frequent(both, Math.max(1, Math.min(...totals) * 0.05), settings.number('dimensions'))
  return patterns
    .map((pattern) => {
      const inA = pattern.rows.filter((place) => place < splitAt)
      const inB = pattern.rows.filter((place) => place >= splitAt)
      const weigh = (places: readonly number[]): number =>
        places.reduce((sum, place) => sum + Number(both[place]?.[0] ?? 1), 0)
      const [countA, countB] = [weigh(inA), weigh(inB)]
      const [shareA, shareB] = [(countA / (totals[0] ?? 1)) * 100, (countB / (totals[1] ?? 1)) * 100]
      return { pattern, countA, countB, shareA, shareB, gap: Math.abs(shareA - shareB) }
    })
    .filter(({ gap }) => gap >= settings.number('threshold') * 100)
    .toSorted((a, b) => b.gap - a.gap || b.pattern.terms.length - a.pattern.terms.length)
    .map(
      (found, place): Row => [
        BigInt(place),
        BigInt(Math.round(found.countA)),
        BigInt(Math.round(found.countB)),
        found.shareA,
        found.shareB,
        found.gap,
        ...cells(found.pattern, columns),
      ],
    )
})
