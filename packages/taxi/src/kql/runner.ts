import { emptyTables, type QueryAnswer, type QueryCheck, type RunQuery, runPlan } from '@bigyellowtaxi/core'
import {
  keepSlices,
  type PlanAnswer,
  type PlanOptions,
  type Present,
  querySchema,
  readPresent,
  slicesFor,
  type Watchlist,
} from '@bigyellowtaxi/core/query'
import type { KqlError, TableSource } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'
import { documentedColumns } from '@bigyellowtaxi/records/tables'
import pLimit from 'p-limit'
import { compileHere } from './compile-here.js'
import { compileOptions } from './compile-options.js'
import { services } from './services.js'

const refused = (
  errors: readonly KqlError[],
): { readonly ok: false; readonly code: string; readonly message: string; readonly line?: number } => {
  const [first] = errors
  const where = first ? ` (line ${first.position.line}, column ${first.position.column})` : ''
  return {
    ok: false,
    code: first?.code ?? 'KQL500',
    message: `${first?.message ?? 'not compiled'}${where}`,
    ...(first ? { line: first.position.line } : {}),
  }
}

/** What is asked of an engine once, as long as its data stay the same. */
interface Known {
  readonly revision: number | undefined
  /** As if every slice were kept already. */
  readonly planned: Promise<Present | undefined>
  /** With the slices that are, once they are. */
  readonly present: Promise<Present | undefined>
  readonly empty: Map<string, Promise<readonly string[]>>
}

function lookAround(engine: Engine, isMany: boolean): Known {
  const seen = readPresent(engine)
  const withSlices = (slices: readonly string[]) => seen.then((present) => present && { ...present, slices })
  const planned = isMany ? withSlices(slicesFor(engine)) : seen
  const present = isMany ? seen.then((found) => (found ? keepSlices(engine) : [])).then(withSlices) : seen
  // Whoever asks first sees the failure; until then it must not end the process.
  for (const promise of [planned, present]) promise.catch(() => {})
  return { revision: engine.revision, planned, present, empty: new Map() }
}

/** Compiled while the slices are being made, and again where one could not be, or where columns depend on the data. */
async function planned(kql: string, given: PlanOptions, known: Known, engine: Engine): Promise<PlanAnswer> {
  const expected = await known.planned
  const early = await compileHere(kql, { ...given, ...(expected ? { present: expected } : {}) })
  const present = await known.present
  if (early.ok && present?.slices?.length === expected?.slices?.length) return early
  return compileHere(kql, { ...given, ...(present ? { present } : {}) }, engine)
}

export interface RunnerOptions {
  /** That so many queries come that it pays to keep in memory what most of them read. */
  readonly isMany?: boolean
  /** Queries that run at once; others are compiled meanwhile. */
  readonly atOnce?: number
  /** Watchlists that the engine has views of. */
  readonly watchlists?: readonly Watchlist[]
}

/** Runs rules' queries on an engine. Compiled here, since a set of rules pays for the parser once. */
export function kqlRunner(
  engine: Engine,
  { isMany = false, atOnce = 2, watchlists = [] }: RunnerOptions = {},
): RunQuery {
  const turn = pLimit(atOnce)
  let known: Known | undefined
  const knownNow = (): Known => {
    if (!known || known.revision === undefined || known.revision !== engine.revision)
      known = lookAround(engine, isMany)
    return known
  }
  return async (kql, now, signal): Promise<QueryAnswer> => {
    const seen = knownNow()
    const { empty } = seen
    const plan = await planned(kql, { now, watchlists }, seen, engine)
    if (!plan.ok) return refused(plan.errors)
    try {
      const { rows } = await turn(() => runPlan(engine, plan, { services, ...(signal ? { signal } : {}) }))
      const emptyOnes: string[] = []
      // One after the other: a manifest lists the questions in the order of asking.
      for (const table of plan.tables) {
        const asked = empty.get(table) ?? emptyTables(engine, [table])
        empty.set(table, asked)
        emptyOnes.push(...(await asked))
      }
      return { ok: true, rows, emptyTables: emptyOnes }
    } catch (error) {
      if (signal?.aborted) throw error
      return {
        ok: false,
        code: 'RUL201',
        message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      }
    }
  }
}

/**
 * The tables of Sentinel's reference alone, each with the columns it has there: a rule that is to be deployed must
 * not lean on canonical tables, nor on columns that Defender has and Sentinel has not.
 */
function sentinelTable(name: string): TableSource | undefined {
  const documented = documentedColumns(name)
  if (!documented?.has('TimeGenerated') || !documented.has('Type')) return undefined
  const table = querySchema.tables(name)
  return (
    table && {
      ...table,
      columns: table.columns.filter((column) => documented.has(column.name) && column.name !== 'Timestamp'),
    }
  )
}

/** What the compiler says of a rule's query, without running it; `strict` knows only what Sentinel has. */
export async function checkQuery(kql: string, { strict = false } = {}): Promise<QueryCheck> {
  const { compile } = await import('@bigyellowtaxi/kql')
  const options = compileOptions({ now: new Date(0) })
  const compiled = await compile(kql, strict ? { ...options, tables: sentinelTable } : options)
  return compiled.ok
    ? { ok: true, columns: compiled.columns.map((column) => column.name), tables: compiled.tables }
    : refused(compiled.errors)
}
