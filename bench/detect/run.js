/** One `taxi detect` in a process of its own, so that its memory and its processor time can be told. */
import { runDetection, wholeRun } from '../../packages/taxi/dist/detection/run.js'

const [folder] = process.argv.slice(2)
const start = performance.now()
const { decided } = await runDetection({ ...wholeRun, folder, useStore: true })
const wholeSeconds = performance.now() / 1000
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(
  `${JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    wholeSeconds,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakBytes: maxRSS * 1024,
    rules: decided.outcomes.length,
    findings: decided.findings.length,
    incidents: decided.incidents.length,
  })}\n`,
)
