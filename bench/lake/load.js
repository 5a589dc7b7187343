import { statSync } from 'node:fs'
import { createWorkspace, fileBytes, ingest } from '../../packages/lake/dist/index.js'

/** One ingest as the command does it, in a process of its own so that its memory can be told. */
const [file, folder] = process.argv.slice(2)
const report = await ingest(await createWorkspace(folder), [
  {
    path: file,
    sizeBytes: statSync(file).size,
    open: () => fileBytes(file),
  },
])
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(
  `${JSON.stringify({ events: report.totals.records, peakBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 })}\n`,
)
