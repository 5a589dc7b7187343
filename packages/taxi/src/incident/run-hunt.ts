import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HuntData, HuntFixture, HuntRequest, HuntResult, RunHunt } from '@bigyellowtaxi/incident'
import { createWorkspace, type Input, ingest, openEngine, openWorkspace } from '@bigyellowtaxi/lake'
import { simulate, writeExports } from '@bigyellowtaxi/range'
import { judgeHunt, type LogFacts } from './judge-hunt.js'
import { type QueryFactory, queryFactory } from './query-factory.js'

/** Runs hunts with the product's own rules; `factory` is what the build has for KQL. */
export const makeRunHunt =
  (factory: QueryFactory): RunHunt =>
  async (request: HuntRequest, data: HuntData): Promise<HuntResult> => {
    return data.kind === 'workspace'
      ? onWorkspace(request, data.dir, factory)
      : onFixture(request, data.fixture, factory)
  }

export const runHunt: RunHunt = makeRunHunt(queryFactory)

async function onWorkspace(
  { hunt }: HuntRequest,
  dir: string,
  factory: QueryFactory,
  facts?: LogFacts,
): Promise<HuntResult> {
  const engine = await openEngine(await openWorkspace(dir))
  try {
    return await judgeHunt(hunt, engine, factory, facts)
  } finally {
    await engine.close()
  }
}

/** Records of the simulator, in a folder that is gone afterwards. */
async function onFixture(
  request: HuntRequest,
  fixture: HuntFixture,
  factory: QueryFactory,
): Promise<HuntResult> {
  const folder = await mkdtemp(join(tmpdir(), 'taxi-hunt-'))
  try {
    const out = join(folder, 'exports')
    const simulation = simulate({
      mailboxes: fixture.mailboxes,
      days: fixture.days,
      seed: fixture.seed,
      storylines: fixture.storyline ? [fixture.storyline] : [],
    })
    const { files } = writeExports(simulation, { out })
    const dir = join(folder, 'workspace')
    await ingest(
      await createWorkspace(dir),
      files.map((file): Input => ({ path: file.file, open: () => createReadStream(join(out, file.file)) })),
    )
    return await onWorkspace(request, dir, factory, { isComplete: true })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
