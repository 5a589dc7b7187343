import type { CanonicalTable } from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Segment } from '../segment.js'
import { name, text } from '../sql/quote.js'
import { lakeTables, storedRelation } from '../views.js'

/**
 * The bodies the workspace holds, by Id: what tells a new record from a repeated one. An Id is kept as its MD5
 * number, a body as a 64-bit hash and its length; `stored` is the count of sightings written beside the body
 * that is shown.
 */
export const knownTable = (table: CanonicalTable): string => name(`known_${table.name}`)

/** Loads what the segments hold of one table. Number 0 marks what was there before this run. */
export async function loadKnown(
  connection: DuckDBConnection,
  folder: string,
  segments: readonly Segment[],
  table: CanonicalTable,
): Promise<void> {
  const known = knownTable(table)
  await connection.run(
    `CREATE TABLE ${known} (k UHUGEINT, h UBIGINT, b INTEGER, stored INTEGER, segment INTEGER)`,
  )
  const shown = storedRelation(folder, segments, table.name, [
    { name: table.id, type: 'VARCHAR' },
    { name: 'bodyHash', type: 'UBIGINT' },
    { name: 'bodyBytes', type: 'INTEGER' },
    { name: 'sightings', type: 'INTEGER' },
  ])
  const variants = storedRelation(folder, segments, 'variant', lakeTables.variant)
  await connection.run(
    `INSERT INTO ${known} SELECT md5_number(${name(table.id)}), bodyHash, bodyBytes, sightings, 0 FROM ${shown}`,
  )
  await connection.run(
    `INSERT INTO ${known} SELECT md5_number("Id"), bodyHash, bodyBytes, 0, 0 FROM ${variants} WHERE table_name = ${text(table.name)}`,
  )
}
