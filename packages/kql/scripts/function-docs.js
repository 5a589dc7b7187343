// Writes the generated parts of docs/kql.md: the rules from the cases, the functions from their tables.
// node packages/kql/scripts/function-docs.js [--check] (after tsc -b packages/kql)
import { readFileSync, writeFileSync } from 'node:fs'
import { aggregateFunctions } from '../dist/functions/aggregate/registry.js'
import { scalarFunctions } from '../dist/functions/registry.js'
import { windowFunctions } from '../dist/functions/window/registry.js'
import { plugins } from '../dist/lower/plugins/registry.js'
import { rulesText } from './rules.js'

const marks = (name) => [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`]
const page = new URL('../../../docs/kql.md', import.meta.url)
const reference = (ref) => `https://learn.microsoft.com/kusto/query/${ref}`

const shown = ([name]) => !name.startsWith('_')
const words = ({ args, optional = [], rest }) =>
  [...args, ...optional.map((type) => `[${type}]`), ...(rest ? [`${rest}…`] : [])].join(', ')
const gives = ({ returns }) => (typeof returns === 'function' ? 'by its arguments' : returns)
const nulls = { never: 'never null', propagate: 'null with a null argument', own: 'see its page' }
const by = (row) =>
  row.native ? 'TypeScript' : row.sql ? (row.natives?.length ? 'SQL and TypeScript' : 'SQL') : 'rewritten'

const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')

const cell = (text) => text.replaceAll('|', '\\|')
const scalars = [...scalarFunctions]
  .filter(shown)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, row]) => [
    `[\`${cell(name)}\`](${reference(row.ref)})`,
    words(row) || '–',
    gives(row),
    nulls[row.nulls],
    by(row),
  ])
const aggregates = [...aggregateFunctions]
  .filter(shown)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, row]) => [`[\`${name}\`](${reference(row.ref)})`, words(row) || '–', gives(row)])
const windows = [...windowFunctions]
  .filter(shown)
  .map(([name, row]) => [`[\`${name}\`](${reference(row.ref)})`, words(row) || '–', gives(row)])
const pluginNames = [...plugins].map(([name, row]) => `[\`${name}\`](${reference(row.ref)})`)

const functionsText = `### Scalar functions and operators (${scalars.length})

${table(['function', 'arguments', 'gives', 'null', 'said in'], scalars)}

### Aggregates (${aggregates.length})

${table(['aggregate', 'arguments', 'gives'], aggregates)}

### Window functions (${windows.length})

${table(['function', 'arguments', 'gives'], windows)}

### Plugins (${pluginNames.length}, those that ask the network or run code are refused by name)

${pluginNames.join(', ')}`

/** The page with what stands between the marks made anew. */
function replaced(text, name, part) {
  const [begin, end] = marks(name)
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < 0) throw new Error(`docs/kql.md has no part ${name}`)
  return `${text.slice(0, from)}${begin}\n${part}\n${text.slice(to)}`
}

const before = readFileSync(page, 'utf8')
const after = replaced(replaced(before, 'rules', rulesText), 'functions', functionsText)
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('docs/kql.md is behind tables or cases: node packages/kql/scripts/function-docs.js')
    process.exitCode = 1
  }
} else writeFileSync(page, after)
