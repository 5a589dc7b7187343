// Time and memory of the simulator, as JSON. Needs `npm run build`.
// node bench/range/simulate.js [MAILBOXES] [DAYS]     default 200 45; floor: 60 s of processor and 600 MB for that size
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate, writeExports } from '../../packages/range/dist/index.js'

const [mailboxes = 200, days = 45] = process.argv.slice(2).map(Number)
const out = mkdtempSync(join(tmpdir(), 'taxi-bench-'))
try {
  const start = process.hrtime.bigint()
  const simulation = simulate({ mailboxes, days, seed: 'bench', storylines: ['all'] })
  const { files } = writeExports(simulation, { out })
  const seconds = Number((process.hrtime.bigint() - start) / 1_000_000n) / 1000
  const cpu = process.cpuUsage()
  const sum = (key) => files.reduce((total, file) => total + file[key], 0)
  const result = {
    mailboxes,
    days,
    seconds,
    cpuSeconds: Math.round((cpu.user + cpu.system) / 1e4) / 100,
    rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    records: sum('records'),
    megabytes: Math.round(sum('bytes') / 1e6),
  }
  console.log(JSON.stringify(result))
  if (mailboxes === 200 && days === 45 && (result.cpuSeconds > 60 || result.rssMb > 600)) process.exitCode = 1
} finally {
  rmSync(out, { recursive: true, force: true })
}
