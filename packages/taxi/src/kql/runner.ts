import { emptyTables, type QueryAnswer, type QueryCheck, type RunQuery, runPlan } from '@bigyellowtaxi/core'
import type { KqlError } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'
import { compileHere } from './compile-here.js'
import { compileOptions } from './compile-options.js'
import { services } from './services.js'

const refused = (
  errors: readonly KqlError[],
): { readonly ok: false; readonly code: string; readonly message: string } => {
  const [first] = errors
  const where = first ? ` (line ${first.position.line}, column ${first.position.column})` : ''
  return { ok: false, code: first?.code ?? 'KQL500', message: `${first?.message ?? 'not compiled'}${where}` }
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

/** What the compiler says of a rule's query, without running it. */
export async function checkQuery(kql: string): Promise<QueryCheck> {
  const { compile } = await import('@bigyellowtaxi/kql')
  const compiled = await compile(kql, compileOptions({ now: new Date(0) }))
  return compiled.ok
    ? { ok: true, columns: compiled.columns.map((column) => column.name) }
    : refused(compiled.errors)
}
