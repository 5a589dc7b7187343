// Measures the rules against simulated tenants with known truth: every storyline, loud and quiet, all habits on.
//   node scripts/evaluate.js                          five seeds of 200 mailboxes x 45 days
//   node scripts/evaluate.js --mailboxes 40 --days 30 --seeds 7 --gate     the small version that CI keeps
//   node scripts/evaluate.js --rules content/rules --rules bench/peers     several rule folders or files, side by side
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ownRules = 'content/rules'

const { values } = parseArgs({
  options: {
    mailboxes: { type: 'string', default: '200' },
    days: { type: 'string', default: '45' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    variants: { type: 'string', default: 'all,all:quiet' },
    rules: { type: 'string', multiple: true, default: [ownRules] },
    tier: { type: 'string', default: 'E5' },
    out: { type: 'string' },
    gate: { type: 'boolean', default: false },
  },
})

const bin = fileURLToPath(new URL('../packages/taxi/bin/taxi.js', import.meta.url))

/** Runs the command as a user would; 2 means that there are findings. */
function taxi(...args) {
  try {
    return execFileSync(process.execPath, [bin, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  } catch (error) {
    if (error.status === 2) return error.stdout
    throw error
  }
}

/** One tenant, judged by each set of rules in turn. */
function evaluate(seed, variant) {
  const folder = mkdtempSync(join(tmpdir(), 'taxi-evaluate-'))
  const [tenant, workspace, report] = ['tenant', 'workspace', 'report.json'].map((name) => join(folder, name))
  const { mailboxes, days, tier } = values
  try {
    const of = ['--mailboxes', mailboxes, '--days', days, '--tier', tier, '--seed', seed]
    taxi('simulate', ...of, '--storyline', variant, '--out', tenant)
    taxi('ingest', tenant, '--workspace', workspace, '--json')
    return values.rules.map((rules) => {
      rmSync(join(workspace, 'detections'), { recursive: true, force: true })
      const started = performance.now()
      const chosen = rules === ownRules ? [] : ['--rules', rules]
      writeFileSync(report, taxi('detect', '--workspace', workspace, '--json', ...chosen))
      const seconds = (performance.now() - started) / 1000
      const truth = join(tenant, 'truth.json')
      const result = JSON.parse(taxi('evaluate', '--truth', truth, '--findings', report, '--json'))
      return { seed, variant, ruleSet: rules, seconds, ...result }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const runs = values.seeds
  .split(',')
  .flatMap((seed) => values.variants.split(',').flatMap((variant) => evaluate(seed, variant)))
if (values.out) writeFileSync(values.out, `${JSON.stringify(runs, null, 2)}\n`)

let missed = 0
console.log(`${values.mailboxes} mailboxes x ${values.days} days`)
console.log(
  '| rules | seed | variant | storylines found | mailboxes named | slowest first finding, min | false incidents per 1,000 mailbox-days | seconds |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const run of runs) {
  const found = run.storylines.filter((story) => story.recall === 1)
  const named = run.storylines.reduce((sum, story) => sum + story.mailboxesNamed, 0)
  const mailboxes = run.storylines.reduce((sum, story) => sum + story.mailboxes, 0)
  const slowest =
    Math.max(...run.storylines.map((story) => story.firstFindingSeconds ?? Number.POSITIVE_INFINITY)) / 60
  const lost = run.storylines.filter((story) => story.recall !== 1).map((story) => story.name)
  missed += lost.length + (mailboxes - named) + (run.falseIncidentsPer1000MailboxDays > 1 ? 1 : 0)
  console.log(
    `| ${run.ruleSet} | ${run.seed} | ${run.variant} | ${found.length} of ${run.storylines.length}${lost.length ? ` (missed ${lost.join(', ')})` : ''} | ${named} of ${mailboxes} | ${slowest.toFixed(0)} | ${run.falseIncidentsPer1000MailboxDays} | ${run.seconds.toFixed(1)} |`,
  )
}
if (values.gate && missed > 0) {
  console.error(`${missed} misses or limits passed`)
  process.exitCode = 1
}
