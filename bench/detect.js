import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tenantWorkspace } from './detect/tenant.js'
import { flags } from './flags.js'

/**
 * npm run bench:detect: every rule over a simulated tenant, then again with nothing new.
 * Options: --records 2000000 (of all kinds)  --workspace DIR (one of your own)
 */
const goals = { firstSeconds: 60, secondSeconds: 2, peakBytes: 3 * 2 ** 30 }
const records = Number(flags.get('records') ?? 2_000_000)
const folder = flags.get('workspace') ?? tenantWorkspace(records)
const script = fileURLToPath(new URL('./detect/run.js', import.meta.url))
const run = () => JSON.parse(execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }))

rmSync(join(folder, 'detections', 'runs'), { recursive: true, force: true })
const [first, second] = [run(), run()]
const shown = ({ wholeSeconds, cpuSeconds, peakBytes }) =>
  `${wholeSeconds.toFixed(1)} s, processor ${cpuSeconds.toFixed(1)} s, peak ${(peakBytes / 2 ** 20).toFixed(0)} MiB`
process.stdout.write(
  `${first.rules} rules, ${first.findings} findings, ${first.incidents} incidents; load ${loadavg()[0].toFixed(1)}\n` +
    `  first run   ${shown(first)}   (goal ${goals.firstSeconds} s, 3 GiB)\n` +
    `  second run  ${shown(second)}   (goal ${goals.secondSeconds} s)\n`,
)
process.stdout.write(`${JSON.stringify({ records, load: loadavg(), goals, first, second })}\n`)
if (second.findings !== first.findings) process.exitCode = 1
