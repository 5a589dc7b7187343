/**
 * Which rows a workspace has at all. A KQL table is a union of everything that could fill it, and most workspaces hold
 * one export of each kind: what is not there costs the engine more to plan than what is there costs to read.
 */
import type { Condition, RowSource } from '@bigyellowtaxi/kql'
import type { Engine, Segment } from '@bigyellowtaxi/lake'
import { canonicalTables } from '@bigyellowtaxi/records/tables'
import { quotedName } from '../sql/quote.js'

/** Plain data, part of what a plan depends on. */
export interface Present {
  /** Relations that have rows. */
  readonly relations: readonly string[]
  /** KQL tables whose rows are kept as they came; absent: any may be. */
  readonly tableRows?: readonly string[]
  /** Slices that the engine keeps (see slices.ts). */
  readonly slices?: readonly string[]
}

const rowTable = canonicalTables.table_row.name
const lakeTables: readonly string[] = Object.values(canonicalTables).map((table) => table.name)

/** Asked of the engine. One that does not say when its data change may have any rows at the next question. */
export async function readPresent(engine: Engine): Promise<Present | undefined> {
  if (engine.revision === undefined) return undefined
  const asked = lakeTables.map((table) => `EXISTS (FROM ${quotedName(table)}) AS ${quotedName(table)}`)
  const { rows } = await engine.query(`SELECT ${asked.join(', ')}`)
  const relations = lakeTables.filter((table) => rows[0]?.[table] === true)
  if (!relations.includes(rowTable)) return { relations }
  const kinds = await engine.query(`SELECT DISTINCT "Table" AS kind FROM ${quotedName(rowTable)} ORDER BY 1`)
  return { relations, tableRows: kinds.rows.flatMap(({ kind }) => (typeof kind === 'string' ? [kind] : [])) }
}

/**
 * The same from what is written of a workspace, without opening it, where that says enough: of which tables rows are
 * kept as they came, only the rows say.
 */
export function presentIn(segments: readonly Segment[]): Present | undefined {
  const hasRows = (table: string) => segments.some(({ tables }) => (tables[table]?.rows ?? 0) > 0)
  return hasRows(rowTable) ? undefined : { relations: lakeTables.filter(hasRows) }
}

/** True of row sources that may have rows. What is not a table of the lake, such as a watchlist, may. */
export function mayHaveRows({ relations, tableRows }: Present): (source: RowSource) => boolean {
  const isKept = (condition: Condition): boolean =>
    condition.column !== 'Table' ||
    !('in' in condition) ||
    condition.in.some((table) => tableRows?.includes(String(table)))
  return ({ relation, where = [] }) => {
    if (!lakeTables.includes(relation)) return true
    if (!relations.includes(relation)) return false
    return relation !== rowTable || !tableRows || where.every(isKept)
  }
}
