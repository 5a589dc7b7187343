import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../packages/taxi/bin/taxi.js', import.meta.url))

/** Changes when the simulator does, or how records are stored, so that an old workspace is not taken for a new one. */
const VERSION = 3

/** Records of all kinds that a mailbox leaves in so many days. */
const days = 45
const recordsPerMailbox = 2_263

/** A workspace of about `records` records of a simulated tenant with every storyline; made once and kept in the temp folder. */
export function tenantWorkspace(records) {
  const mailboxes = Math.max(20, Math.round(records / recordsPerMailbox))
  const folder = join(tmpdir(), `taxi-bench-detect-${mailboxes}-v${VERSION}`)
  const ready = join(folder, 'workspace')
  if (existsSync(ready)) return ready
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const taxi = (...args) =>
    execFileSync(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  const tenant = join(folder, 'tenant')
  const size = ['--mailboxes', String(mailboxes), '--days', String(days), '--seed', '1']
  taxi('simulate', ...size, '--storyline', 'all', '--out', tenant)
  taxi('ingest', tenant, '--workspace', join(folder, 'loading'), '--json')
  rmSync(tenant, { recursive: true })
  renameSync(join(folder, 'loading'), ready)
  return ready
}
