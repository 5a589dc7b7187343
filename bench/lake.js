import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flags } from './flags.js'
import { writeEvents } from './lake/events.js'

/**
 * npm run bench: loading, looking up and asking, as ratios to a floor measured in the same run.
 * Options: --events 200000,2000000  --repeat 3  --out bench/results/lake.json
 */
const here = fileURLToPath(new URL('.', import.meta.url))
const sizes = (flags.get('events') ?? '200000,2000000').split(',').map(Number)
const repeat = Number(flags.get('repeat') ?? 3)
const limits = {
  ingestRatio: 0.6,
  peakBytes: 2 * 2 ** 30,
  growth: 11,
  lookupMs: 100,
  ledgerMs: 500,
  helpMs: 150,
}

/** Runs a script and gives its JSON with the seconds it took, start of the process included. */
function run(script, ...args) {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`)
  return { seconds, ...(stdout.trim().startsWith('{') ? JSON.parse(stdout) : {}) }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const say = (text) => process.stderr.write(`${text}\n`)

async function measure(events, folder) {
  const file = join(folder, `${events}.ndjson`)
  const { bytes } = await writeEvents(file, events)
  say(`${events} events, ${(bytes / events).toFixed(0)} bytes each`)
  const rounds = []
  const times = events > 1_000_000 ? 1 : repeat
  for (let i = 0; i < times; i++) {
    const workspace = join(folder, `w-${events}`)
    rmSync(workspace, { recursive: true, force: true })
    // the floor before and after: whatever else the machine does touches both sides
    const before = run('lake/floor.js', file)
    const load = run('lake/load.js', file, workspace)
    const after = run('lake/floor.js', file)
    const floorSeconds = (before.seconds + after.seconds) / 2
    rounds.push({
      floorSeconds,
      ingestSeconds: load.seconds,
      ratio: floorSeconds / load.seconds,
      peakBytes: load.peakBytes,
      cpuSeconds: load.cpuSeconds,
    })
    say(
      `  floor ${floorSeconds.toFixed(1)} s, ingest ${load.seconds.toFixed(1)} s, ratio ${(floorSeconds / load.seconds).toFixed(2)}, peak ${(load.peakBytes / 2 ** 20).toFixed(0)} MiB, cpu ${load.cpuSeconds.toFixed(1)} s`,
    )
  }
  const asked = run('lake/ask.js', join(folder, `w-${events}`))
  say(
    `  lookups ${JSON.stringify(asked.lookupMs)} ms, ledger of ${asked.mailboxReads} reads ${asked.ledgerMs} ms`,
  )
  rmSync(file)
  return {
    events,
    bytesPerEvent: Math.round(bytes / events),
    rounds,
    ratio: median(rounds.map((round) => round.ratio)),
    ingestSeconds: median(rounds.map((round) => round.ingestSeconds)),
    peakBytes: Math.max(...rounds.map((round) => round.peakBytes)),
    lookupMs: asked.lookupMs,
    mailboxReads: asked.mailboxReads,
    ledgerMs: asked.ledgerMs,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'taxi-bench-'))
try {
  const help = Array.from({ length: 7 }, () => run('../packages/taxi/bin/taxi.js', '--help').seconds * 1000)
  const results = []
  for (const events of sizes) results.push(await measure(events, folder))
  const [small, large] = [results[0], results.at(-1)]
  const report = {
    machine: {
      cpu: cpus()[0]?.model,
      threads: availableParallelism(),
      memoryBytes: totalmem(),
      load: loadavg(),
    },
    node: process.version,
    limits,
    helpMs: Math.round(Math.min(...help)),
    growth:
      small === large
        ? null
        : (large.ingestSeconds / small.ingestSeconds) * (10 / (large.events / small.events)),
    results,
  }
  const out = flags.get('out') ?? join(here, 'results', 'lake.json')
  mkdirSync(join(out, '..'), { recursive: true })
  writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(report)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
