import { createHash } from 'node:crypto'
import { readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PlanAnswer, PlanOptions } from '@bigyellowtaxi/core/query'
import type { Engine } from '@bigyellowtaxi/lake'
import { cacheFolder, isOurs, makeOurs } from './cache-folder.js'
import { type CompileRequest, requestOf } from './compile-request.js'
import { buildSnapshotLater, compileInSnapshot, compilerFingerprint } from './snapshot.js'

const plansKept = 500

const planFile = (request: CompileRequest, compiler: string): string =>
  join(
    cacheFolder(),
    'plans',
    `${createHash('sha256')
      .update(JSON.stringify([compiler, request]))
      .digest('hex')
      .slice(0, 40)}.json`,
  )

async function readPlan(file: string): Promise<PlanAnswer | undefined> {
  if (![cacheFolder(), dirname(file), file].every(isOurs)) return undefined
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PlanAnswer
  } catch {
    return undefined
  }
}

/** Keeps a plan; a cache that cannot be written is no reason to fail. */
async function keepPlan(file: string, plan: PlanAnswer): Promise<void> {
  const folder = dirname(file)
  if (!makeOurs(cacheFolder()) || !makeOurs(folder)) return
  try {
    const aside = `${file}.${process.pid}`
    await writeFile(aside, JSON.stringify(plan), { mode: 0o600 })
    await rename(aside, file)
    const names = await readdir(folder)
    if (names.length <= plansKept * 1.2) return
    const ages = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    )
    for (const { name } of ages.sort((a, b) => a.at - b.at).slice(0, names.length - plansKept))
      await unlink(join(folder, name))
  } catch {
    // Another process may prune at the same time; what is gone is made again.
  }
}

/** Plugins whose columns depend on data need rows, which only a compiler beside the engine can ask for. */
const needsData = (plan: PlanAnswer): boolean =>
  !plan.ok && plan.errors.some((error) => error.code === 'KQL300' && /depend on the data/.test(error.message))

/**
 * Compiles a query the quickest way there is: a kept plan, else a process that starts from the snapshot, else here.
 * All three give the same plan; `engine` is asked for only where the query's columns depend on data.
 */
export async function compilePlan(
  text: string,
  options: PlanOptions,
  engine: () => Promise<Engine>,
): Promise<PlanAnswer> {
  const request = requestOf(text, options)
  const compiler = compilerFingerprint()
  const file = compiler && planFile(request, compiler)
  const kept = file && (await readPlan(file))
  if (kept) return kept
  const started = await compileInSnapshot(request)
  if (started && !needsData(started)) {
    if (file && started.ok) await keepPlan(file, started)
    return started
  }
  if (!started) buildSnapshotLater()
  const { compileHere } = await import('./compile-here.js')
  const plan = await compileHere(text, options, await engine())
  // Columns that depend on data are not a property of the text.
  if (file && plan.ok && !started) await keepPlan(file, plan)
  return plan
}
