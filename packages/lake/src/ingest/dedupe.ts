import type { DuckDBConnection } from '@duckdb/node-api'
import { name } from '../sql/quote.js'
import { knownTable } from './known.js'
import { type RecordFile, recordRows } from './record-file.js'
import type { TypedSlice } from './slice.js'

/**
 * One Id is one record, however many lines hold it. Where bodies differ (two exports of one event rarely carry
 * the same fields) the longest is shown, whichever came first, and the others are kept as variants: so the store
 * does not depend on the order in which files arrive.
 */

/** Names of the temporary tables of one slice. */
export interface SliceTables {
  readonly bodies: string
  readonly plan: string
}

export const sliceTables = (label: string): SliceTables => ({
  bodies: name(`bodies_${label}`),
  plan: name(`plan_${label}`),
})

export interface DedupeResult {
  /** True when every row is a new record: the file stays as it is. */
  readonly allNew: boolean
  /** Counts by number of the input. */
  readonly records: ReadonlyMap<number, number>
  readonly variants: ReadonlyMap<number, number>
  /** Rows for `sighting`, `hidden` and `variant`. */
  readonly sightings: number
  readonly hidden: number
  readonly variantRows: number
}

/**
 * Decides for each body of the slice: `keep` (a new record), `upgrade` (longer than the body shown so far),
 * `variant` (another body of a known record) or `repeat`. What is new becomes known.
 */
export async function dedupe(
  connection: DuckDBConnection,
  { table, file, label, counts }: Pick<TypedSlice, 'table' | 'file' | 'label' | 'counts'>,
  segment: number,
): Promise<DedupeResult> {
  const { bodies, plan } = sliceTables(label)
  const known = knownTable(table)
  const written = recordRows(file)
  const countsOf = (rows: readonly (readonly unknown[])[]) =>
    new Map(rows.map(([batch, count]) => [file.batches.indexOf(String(batch)), Number(count)]))
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()
  await connection.run(
    `CREATE TEMP TABLE ${bodies} AS SELECT md5_number(${name(table.id)}) AS k, bodyHash AS h, any_value(bodyBytes) AS b,
      count(*)::INTEGER AS n, min("row") AS first FROM ${written} GROUP BY 1, 2`,
  )
  const [sizes] = await read(
    `SELECT (SELECT count(DISTINCT k) FROM ${bodies}), (SELECT count(*) FROM ${known} SEMI JOIN ${bodies} USING (k))`,
  )
  const [ids, met] = (sizes ?? []).map(Number) as [number, number]
  if (file.rows === ids && met === 0) {
    await connection.run(`INSERT INTO ${known} SELECT k, h, b, 1, ${segment} FROM ${bodies}`)
    const records = new Map(counts.map(({ file, rows }) => [file, rows]))
    return { allNew: true, records, variants: new Map(), sightings: 0, hidden: 0, variantRows: 0 }
  }
  await connection.run(
    `CREATE TEMP TABLE ${plan} AS SELECT *, CASE
        WHEN oldH IS NULL AND rank = 1 THEN 'keep'
        WHEN seen THEN 'repeat'
        WHEN rank = 1 AND (b, h) > (oldB, oldH) THEN 'upgrade'
        ELSE 'variant' END AS action
      FROM (SELECT o.*, best.body.b AS oldB, best.body.h AS oldH, best.stored AS oldStored, same.k IS NOT NULL AS seen
        FROM (SELECT *, sum(n) OVER (PARTITION BY k)::INTEGER AS total, min(first) OVER (PARTITION BY k) AS earliest,
            row_number() OVER (PARTITION BY k ORDER BY b DESC, h DESC) AS rank FROM ${bodies}) o
        LEFT JOIN (SELECT k, max({'b': b, 'h': h}) AS body, arg_max(stored, {'b': b, 'h': h}) AS stored
          FROM ${known} SEMI JOIN ${bodies} USING (k) GROUP BY k) best ON best.k = o.k
        LEFT JOIN ${known} same ON same.k = o.k AND same.h = o.h)`,
  )
  await connection.run(
    `INSERT INTO ${known} SELECT k, h, b, CASE action WHEN 'keep' THEN total ELSE 0 END, ${segment}
      FROM ${plan} WHERE action <> 'repeat'`,
  )
  const countBy = async (column: string, action: string) =>
    countsOf(
      await read(
        `SELECT batch, count(*) FROM ${written} t JOIN ${plan} p ON t."row" = p.${column} WHERE action = '${action}' GROUP BY batch`,
      ),
    )
  const records = await countBy('earliest', 'keep')
  const variants = await countBy('first', 'variant')
  for (const [file, count] of await countBy('first', 'upgrade'))
    variants.set(file, (variants.get(file) ?? 0) + count)
  const [totals] = await read(
    `SELECT count(*) FILTER (oldH IS NOT NULL AND rank = 1), count(*) FILTER (action = 'upgrade'),
      count(*) FILTER (action = 'variant') FROM ${plan}`,
  )
  const [sightings, hidden, variantRows] = (totals ?? []).map(Number) as [number, number, number]
  return { allNew: false, records, variants, sightings, hidden, variantRows }
}

/** Which rows of the file are meant, with the count of sightings to write beside them. */
export type RowChoice = 'kept' | 'variant' | 'new'

const actions: Record<RowChoice, string> = {
  kept: "('keep', 'upgrade')",
  variant: "('variant')",
  new: "('keep', 'upgrade', 'variant')",
}

/** The chosen rows of the file. */
export function chosenRows(
  file: RecordFile,
  { plan }: SliceTables,
  decided: DedupeResult,
  choice: RowChoice,
): string {
  if (decided.allNew) return recordRows(file)
  return `(SELECT t.* REPLACE (CASE p.action WHEN 'keep' THEN p.total ELSE 0 END AS sightings)
    FROM ${recordRows(file)} t JOIN ${plan} p ON t."row" = p.first WHERE p.action IN ${actions[choice]})`
}

/** Sightings of records that are stored elsewhere; an upgrade takes over what stood beside the hidden body. */
export const sightingRows = (id: string, file: RecordFile, { plan }: SliceTables): string =>
  `SELECT t.${name(id)} AS "Id", (p.total + CASE p.action WHEN 'upgrade' THEN p.oldStored ELSE 0 END)::INTEGER AS sightings
    FROM ${plan} p JOIN ${recordRows(file)} t ON t."row" = p.first WHERE p.oldH IS NOT NULL AND p.rank = 1`

/** Bodies shown so far that a longer one takes the place of. */
export const hiddenRows = (id: string, file: RecordFile, { plan }: SliceTables): string =>
  `SELECT t.${name(id)} AS "Id", p.oldH AS "bodyHash"
    FROM ${plan} p JOIN ${recordRows(file)} t ON t."row" = p.first WHERE p.action = 'upgrade'`
