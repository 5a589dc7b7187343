import { emptyTables, type QueryAnswer, type QueryCheck, type RunQuery, runPlan } from '@bigyellowtaxi/core'
import { querySchema } from '@bigyellowtaxi/core/query'
import type { KqlError, TableSource } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'
import { documentedColumns } from '@bigyellowtaxi/records'
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

/** Runs rules' queries on an engine. Compiled here, since a set of rules pays for the parser once. */
export function kqlRunner(engine: Engine): RunQuery {
  const known = new Map<string, Promise<readonly string[]>>()
  return async (kql, now, signal): Promise<QueryAnswer> => {
    const plan = await compileHere(kql, { now }, engine)
    if (!plan.ok) return refused(plan.errors)
    try {
      const { rows } = await runPlan(engine, plan, { services, ...(signal ? { signal } : {}) })
      const key = plan.tables.join(' ')
      const empty = known.get(key) ?? emptyTables(engine, plan.tables)
      known.set(key, empty)
      return { ok: true, rows, emptyTables: await empty }
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
  const { tables } = querySchema
  if (!documented?.has('TimeGenerated') || !documented.has('Type') || typeof tables !== 'function')
    return undefined
  const table = tables(name)
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
