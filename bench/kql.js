import { loadavg } from 'node:os'
import { querySchemaOf, readPresent, registerNatives } from '../packages/core/dist/query/index.js'
import { compile } from '../packages/kql/dist/index.js'
import { openEngine, openWorkspace } from '../packages/lake/dist/index.js'
import { flags } from './flags.js'
import { benchCompile } from './kql/compile.js'
import { hunts } from './kql/hunts.js'
import { benchWorkspace } from './kql/workspace.js'

/**
 * npm run bench:kql: what the compiler prints beside SQL written by hand, on the same files, in turns; then how long
 * compiling takes. Options: --events 2000000  --repeat 5  --only WORD  --sql (prints the statements)
 * --compile N (only compiling, of every Nth query)
 */
const events = Number(flags.get('events') ?? 2_000_000)
const repeat = Number(flags.get('repeat') ?? 5)
const GOAL = 1.2

if (flags.has('compile')) {
  await benchCompile({ every: Number(flags.get('compile') ?? 4) })
  process.exit()
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const engine = await openEngine(await openWorkspace(await benchWorkspace(events)))
/** As `taxi query` compiles: without the sources of rows that this workspace has none of. */
const schema = querySchemaOf(await readPresent(engine))

async function timed(sql) {
  const start = performance.now()
  const { rows } = await engine.query(sql)
  return { ms: performance.now() - start, rows: rows.length }
}

async function measure(hunt) {
  const compiled = await compile(hunt.kql, { ...schema, now: new Date('2026-02-04T00:00:00Z') })
  if (!compiled.ok) return { id: hunt.id, error: compiled.errors[0].message }
  if (flags.has('sql')) process.stdout.write(`${compiled.sql}\n\n`)
  await registerNatives(
    engine,
    compiled.natives.map((native) => native.name),
  )
  await timed(compiled.sql)
  const hand = hunt.sql.replace(/\b(DECOMPOSE|AGENT)\b/, (word) => natively[word])
  await timed(hand)
  const rounds = []
  for (let i = 0; i < repeat; i++) rounds.push({ ours: await timed(compiled.sql), hand: await timed(hand) })
  const [ours, byHand] = [median(rounds.map((r) => r.ours.ms)), median(rounds.map((r) => r.hand.ms))]
  const rows = [rounds[0].ours.rows, rounds[0].hand.rows]
  return { id: hunt.id, ours, byHand, ratio: ours / byHand, rows }
}

/** The functions both sides call. */
const natively = {
  DECOMPOSE: `kql_series_decompose_anomalies(events::VARCHAR, '1.0', NULL, NULL, NULL, NULL, NULL)`,
  AGENT: `kql_parse_user_agent(UserAgent, '["browser"]')`,
}

const results = []
for (const hunt of hunts) {
  if (flags.has('only') && !hunt.id.includes(flags.get('only'))) continue
  const result = await measure(hunt).catch((error) => ({ id: hunt.id, error: error.message.slice(0, 400) }))
  results.push(result)
  const { id, error, ours, byHand, ratio, rows } = result
  process.stdout.write(
    error
      ? `${id.padEnd(32)} ${error}\n`
      : `${id.padEnd(32)} ${ours.toFixed(0).padStart(7)} ms  by hand ${byHand.toFixed(0).padStart(7)} ms  ratio ${ratio.toFixed(2)}${ratio > GOAL ? ' *' : ''}  rows ${rows.join('/')}\n`,
  )
}
await engine.close()
process.stdout.write(`${events} events, medians of ${repeat}, load ${loadavg()[0].toFixed(1)}\n`)
if (!flags.has('only')) await benchCompile()
process.exitCode = results.some((r) => r.error) ? 1 : 0
