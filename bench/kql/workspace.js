import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace, ingest } from '../../packages/lake/dist/index.js'
import { writeEvents } from '../lake/events.js'
import { writeSignins } from './signins.js'

/** Changes when the generated data do, or how they are stored, so that an old workspace is not taken for a new one. */
const VERSION = 2

const given = (path) => ({
  path,
  sizeBytes: statSync(path).size,
  open: () => createReadStream(path, { highWaterMark: 2 ** 20 }),
})

/** A workspace of `events` audit records and a fifth as many sign-ins; made once and kept in the temp folder. */
export async function benchWorkspace(events) {
  const folder = join(tmpdir(), `taxi-bench-kql-${events}-v${VERSION}`)
  const ready = join(folder, 'workspace')
  if (existsSync(ready)) return ready
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [audit, signins] = [join(folder, 'audit.ndjson'), join(folder, 'signins.ndjson')]
  const { tenant } = await writeEvents(audit, events)
  await writeSignins(signins, tenant, Math.floor(events / 5))
  await ingest(await createWorkspace(join(folder, 'loading')), [given(audit), given(signins)])
  rmSync(audit)
  rmSync(signins)
  renameSync(join(folder, 'loading'), ready)
  return ready
}
