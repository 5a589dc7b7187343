// How many of a list of published queries run, on an empty workspace and on a simulated tenant, and why the others do not.
//   npm run kql:coverage -- [queries.jsonl of {id, query}]     default: those beside the project
// An address that `externaldata` names is answered by an empty file of that name, so that nothing is fetched.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createWorkspace } from '../packages/lake/dist/index.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const published = process.argv[2] ?? here('../../shared/kql/published-queries.jsonl')
const GOAL = 0.99

/** Runs the command; 2 means that there are rows. */
function taxi(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [here('../packages/taxi/bin/taxi.js'), ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    },
  )
  if (status !== 0 && status !== 2) throw new Error(stderr)
  return stdout
}

/** Empty files under the names that `--allow-dir` looks for. */
function standIns(queries, folder) {
  for (const [, address] of queries.flatMap(({ query }) => [
    ...query.matchAll(/["'](https?:\/\/[^"'\s]+)["']/g),
  ])) {
    const url = new URL(address.split(';')[0])
    const file = join(folder, url.hostname, decodeURIComponent(url.pathname).replace(/\/$/, ''))
    if (existsSync(file)) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, file.endsWith('.gz') ? gzipSync('') : '')
  }
}

/** Refusals by code, and by what is refused where that says more. */
const reasonOf = ({ status, code = '', message = '' }) =>
  status === 'refused'
    ? code < 'KQL3'
      ? `${code} refused by the binder`
      : `${code} ${message.slice(0, 90)}`
    : status === 'error'
      ? `failed in the engine: ${message.slice(0, 120)}`
      : `runs: ${status}`

function cover(name, workspace, folder) {
  const results = taxi('hunt', published, '--workspace', workspace, '--allow-dir', folder, '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const reasons = new Map()
  for (const result of results) {
    const reason = reasonOf(result)
    reasons.set(reason, [...(reasons.get(reason) ?? []), result])
  }
  process.stdout.write(`${name}\n`)
  for (const [reason, found] of [...reasons].sort((a, b) => b[1].length - a[1].length))
    process.stdout.write(
      `${String(found.length).padStart(6)}  ${reason}  ${found
        .slice(0, 3)
        .map(({ id }) => id)
        .join(' ')}\n`,
    )
  const runs = results.filter(({ status }) => status === 'hits' || status === 'empty').length
  const accepted = results.filter((result) => !reasonOf(result).endsWith('by the binder')).length
  process.stdout.write(
    `  ${runs} of ${accepted} that the binder accepts run (${((100 * runs) / accepted).toFixed(1)} %); ${results.length} in all\n\n`,
  )
  return runs / accepted
}

if (!existsSync(published)) {
  process.stdout.write(`skipped: there is no ${published}; name a file of {id, query} lines\n`)
  process.exit()
}
const folder = mkdtempSync(join(tmpdir(), 'taxi-coverage-'))
try {
  const queries = readFileSync(published, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const [files, empty, simulated, tenant] = ['files', 'empty', 'simulated', 'tenant'].map((name) =>
    join(folder, name),
  )
  mkdirSync(files)
  standIns(queries, files)
  await createWorkspace(empty)
  taxi('simulate', '--mailboxes', '20', '--days', '14', '--seed', '1', '--storyline', 'all', '--out', tenant)
  taxi('ingest', tenant, '--workspace', simulated, '--json')
  const shares = [cover('empty workspace', empty, files), cover('simulated tenant', simulated, files)]
  process.exitCode = shares.every((share) => share >= GOAL) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
