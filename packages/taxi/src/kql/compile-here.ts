import { type PlanAnswer, type PlanOptions, planOf, querySchema, registerNatives } from '@bigyellowtaxi/core'
import type { CompileOptions } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'

/** The literal a probe's cell is, for plugins whose columns depend on data. */
type Cell = NonNullable<Awaited<ReturnType<NonNullable<CompileOptions['probe']>>>>[number][number]

function probeOn(engine: Engine): NonNullable<CompileOptions['probe']> {
  return async (sql, natives) => {
    await registerNatives(
      engine,
      natives.map((native) => native.name),
    )
    const { columns, rows } = await engine.query(sql)
    return rows.map((row) => columns.map((column) => row[column.name] as Cell))
  }
}

/** The compile options of a workspace, from plain data. */
export function compileOptions(options: PlanOptions, engine?: Engine): CompileOptions {
  const { watchlists, files } = options
  return {
    ...querySchema,
    now: options.now,
    ...(options.parameters ? { parameters: options.parameters } : {}),
    ...(engine ? { probe: probeOn(engine) } : {}),
    watchlist: (name) => {
      const found = watchlists?.find((watchlist) => watchlist.name.toLowerCase() === name.toLowerCase())
      return (
        found && {
          name: found.name,
          columns: found.columns.map((column) => ({ name: column, type: 'string' as const })),
          rows: [
            {
              relation: found.relation,
              columns: Object.fromEntries(found.columns.map((column) => [column, { column }])),
            },
          ],
        }
      )
    },
    file: (uri) => (files && Object.hasOwn(files, uri) ? files[uri] : undefined),
  }
}

/** Compiles in this process: three seconds for the parser's grammar once, then milliseconds. */
export async function compileHere(text: string, options: PlanOptions, engine?: Engine): Promise<PlanAnswer> {
  const { compile } = await import('@bigyellowtaxi/kql')
  return planOf(await compile(text, compileOptions(options, engine)))
}
