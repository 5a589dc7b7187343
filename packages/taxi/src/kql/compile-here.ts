import { type PlanAnswer, type PlanOptions, planOf, registerNatives } from '@bigyellowtaxi/core/query'
import type { CompileOptions } from '@bigyellowtaxi/kql'
import type { Engine } from '@bigyellowtaxi/lake'
import { compileOptions } from './compile-options.js'

type Probe = NonNullable<CompileOptions['probe']>
type Cell = Awaited<ReturnType<Probe>>[number][number]

/** Looks rows up for plugins whose columns depend on data (pivot, bag_unpack). */
function probeOn(engine: Engine): Probe {
  return async (sql, natives) => {
    await registerNatives(
      engine,
      natives.map((native) => native.name),
    )
    const { columns, rows } = await engine.query(sql)
    return rows.map((row) => columns.map((column) => row[column.name] as Cell))
  }
}

/** Compiles in this process: three seconds for the parser's grammar once, then milliseconds. */
export async function compileHere(text: string, options: PlanOptions, engine?: Engine): Promise<PlanAnswer> {
  const { compile } = await import('@bigyellowtaxi/kql')
  return planOf(
    await compile(text, { ...compileOptions(options), ...(engine ? { probe: probeOn(engine) } : {}) }),
  )
}
