/**
 * Measures every configuration and holds the result against recorded.json; `--record` writes it anew (then read the
 * difference). `--only <text>` narrows to configurations whose id contains the text.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { configurations } from './configurations/index.js'
import { facts } from './facts.js'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const run = promisify(execFile)
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : ''

async function measure(id, what) {
  const folder = mkdtempSync(join(tmpdir(), 'token-libraries-'))
  const result = join(folder, 'result.json')
  try {
    await run(process.execPath, [at('./one.js'), id, result, what], { timeout: 240_000, cwd: at('..') })
    return JSON.parse(readFileSync(result, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether KC-01 came out as the very user the lawful token named. */
function takenForVictim(cases) {
  const identityOf = (id) => cases.find((one) => one.id === id)?.identities?.[0]
  return identityOf('KC-01') !== undefined && identityOf('KC-01') === identityOf('PC-01')
}

/** Our verifier looks again in the background, so which step notices first is chance; the last is the promise. */
const soonest = (retired) =>
  ['1 s', '2 min', '6 min', '11 min'].includes(retired) ? 'within 11 min' : retired

const isOwn = (problem) => !/^its control PC-\d+ is refused$/.test(problem)

/** What is recorded of one configuration: ids, sorted, so that a change reads as one line. */
function row(cases, retired, { library, recipe = false }) {
  const ids = (kind, test) => cases.filter((one) => one.kind === kind && test(one)).map(({ id }) => id)
  return {
    library,
    recipe,
    attacksAccepted: ids('attack', ({ accepted }) => accepted === true),
    // Not taken, yet not refused as it should be: a 500, no answer, a fetch for every unknown kid.
    otherFailures: ids('attack', ({ accepted, problems }) => accepted === false && problems.some(isOwn)),
    notRun: ids('attack', ({ accepted }) => accepted === null),
    controlsAccepted: ids('control', ({ accepted }) => accepted === true),
    controlsRefused: ids('control', ({ accepted }) => accepted === false),
    retiredKeyRefusedAfter: recipe ? soonest(retired) : retired,
    forgedTakenForVictim: takenForVictim(cases),
  }
}

const measured = {}
for (const configuration of configurations.filter(({ id }) => id.includes(only))) {
  const { id } = configuration
  try {
    measured[id] = row(await measure(id, 'cases'), await measure(id, 'retirement'), configuration)
    const { attacksAccepted, controlsAccepted, retiredKeyRefusedAfter, recipe } = measured[id]
    const counts = `${String(attacksAccepted.length).padStart(3)} forged and ${controlsAccepted.length} lawful accepted`
    console.log(
      `${id.padEnd(48)} ${counts}; withdrawn key refused after ${retiredKeyRefusedAfter}${recipe ? '  (recipe)' : ''}`,
    )
  } catch (error) {
    measured[id] = { error: String(error?.message ?? error).slice(0, 300) }
    console.log(`${id.padEnd(48)} failed: ${measured[id].error}`)
  }
}

const file = at('../recorded.json')
if (process.argv.includes('--record')) {
  const earlier = only === '' || !existsSync(file) ? {} : JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, `${JSON.stringify({ ...earlier, ...measured }, null, 2)}\n`)
}
const recorded = JSON.parse(readFileSync(file, 'utf8'))
const differences = Object.keys(measured).filter(
  (id) => JSON.stringify(measured[id]) !== JSON.stringify(recorded[id]),
)
for (const id of differences) console.log(`differs from recorded.json: ${id}`)
const broken = facts(recorded)
for (const { fact, holds, but } of broken)
  console.log(`${holds ? 'holds' : 'DOES NOT HOLD'}: ${fact}${but ? ` (${but})` : ''}`)
process.exitCode = differences.length > 0 || broken.some(({ holds }) => !holds) ? 1 : 0
process.exit()
