// Makes the generated part of docs/readiness.md, the checks, from the check list; --check only says whether it is right.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { adviceTitles, readinessChecks } from '../packages/core/dist/index.js'

const file = fileURLToPath(new URL('../docs/readiness.md', import.meta.url))
const [open, close] = ['<!-- generated: checks -->', '<!-- /generated: checks -->']

const row = (check) => {
  const [present = '', ...older] = check.scuba
  const scuba = older.length > 0 ? `${present} (${older.join(', ')})` : present
  const basis = check.id.endsWith('-in-log') ? 'log' : 'settings'
  return `| ${check.id} | ${basis} | ${check.title} | ${scuba} | ${check.advice.map((id) => adviceTitles[id]).join('; ')} |`
}
const lines = [
  '| check | reads | asks whether | SCuBA (other or older ids) | AA23-193A |',
  '|---|---|---|---|---|',
  ...readinessChecks.map(row),
]

const before = readFileSync(file, 'utf8')
const after = `${before.slice(0, before.indexOf(open) + open.length)}\n\n${lines.join('\n')}\n\n${before.slice(before.indexOf(close))}`
const isStale = after !== before
if (isStale && process.argv.includes('--check')) {
  console.error(
    'docs/readiness.md: the checks are not what the sources say; run node scripts/docs-readiness.js',
  )
  process.exitCode = 1
} else if (isStale) writeFileSync(file, after)
console.log(`docs/readiness.md: ${readinessChecks.length} checks, ${isStale ? 'changed' : 'up to date'}`)
