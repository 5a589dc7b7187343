// Makes the generated parts of docs/ from the sources; with --check it only says whether they are up to date.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commands } from '../packages/taxi/dist/commands/index.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = `${root}packages/taxi/bin/taxi.js`
const taxi = (...args) =>
  execFileSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' },
  })

const cell = (text) => String(text).replaceAll('|', '\\|')

function rules() {
  const { rules: rows } = JSON.parse(taxi('rules', 'list', '--json'))
  const lines = rows.map(
    (rule) =>
      `| ${rule.rule} | ${cell(rule.name)} | ${rule.points} | ${rule.needs.join(', ')} | ${rule.techniques.join(' ')} |`,
  )
  return ['| rule | finds | points | needs | ATT&CK |', '|---|---|---|---|---|', ...lines].join('\n')
}

const help = () =>
  commands
    .map(
      ({ path }) => `## taxi ${path}\n\n\`\`\`text\n${taxi(...path.split(' '), '--help').trimEnd()}\n\`\`\``,
    )
    .join('\n\n')

/** Where each generated part stands. */
const parts = [
  { file: 'docs/detections.md', name: 'rules', make: rules },
  { file: 'docs/commands.md', name: 'commands', make: help },
]

let stale = 0
for (const { file, name, make } of parts) {
  const before = existsSync(root + file)
    ? readFileSync(root + file, 'utf8')
    : `# Commands\n\n<!-- generated: ${name} -->\n<!-- /generated: ${name} -->\n`
  const [open, close] = [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`]
  const after = `${before.slice(0, before.indexOf(open) + open.length)}\n\n${make()}\n\n${before.slice(before.indexOf(close))}`
  if (after === before && existsSync(root + file)) continue
  stale++
  if (process.argv.includes('--check'))
    console.error(`${file}: the part "${name}" is not what the sources say; run npm run docs`)
  else writeFileSync(root + file, after)
}
console.log(
  `docs: ${parts.length} generated parts, ${stale} ${process.argv.includes('--check') ? 'out of date' : 'rewritten'}`,
)
process.exitCode = process.argv.includes('--check') && stale > 0 ? 1 : 0
