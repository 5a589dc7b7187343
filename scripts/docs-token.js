// Writes the generated tables of docs/token.md anew; `--check` fails instead when they are not what they should be.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { casesTable, checksTable, controlsTable } from '../packages/token/dist/self/index.js'

const file = fileURLToPath(new URL('../docs/token.md', import.meta.url))
const recorded = fileURLToPath(new URL('../bench/token-libraries/recorded.json', import.meta.url))

function librariesTable() {
  const rows = Object.entries(JSON.parse(readFileSync(recorded, 'utf8'))).map(([id, one]) => {
    const mark = (name) => (one.attacksAccepted.includes(name) ? 'accepts' : '-')
    const columns = ['KC-01', 'KC-02', 'KC-08', 'RT-03', 'IS-01', 'IS-06', 'TM-02', 'HK-08'].map(mark)
    return `| ${[`\`${id}\``, ...columns, one.attacksAccepted.length, one.retiredKeyRefusedAfter].join(' | ')} |`
  })
  const heads = [
    'configuration',
    'KC-01',
    'KC-02',
    'KC-08',
    'RT-03',
    'IS-01',
    'IS-06',
    'TM-02',
    'HK-08',
    'of the cases run',
    'withdrawn key refused at',
  ]
  return [`| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...rows].join('\n')
}

const tables = {
  checks: checksTable(),
  cases: casesTable(),
  controls: controlsTable(),
  libraries: librariesTable(),
}
const before = readFileSync(file, 'utf8')
const after = Object.entries(tables).reduce(
  (text, [name, table]) =>
    text.replace(
      new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`),
      (_, start, end) => `${start}\n${table}\n\n${end}`,
    ),
  before,
)
if (process.argv.includes('--check')) {
  if (after !== before) console.error('docs/token.md: run node scripts/docs-token.js')
  process.exitCode = after === before ? 0 : 1
} else {
  writeFileSync(file, after)
}
