// The rules of docs/kql.md: what each case of the language says, by file, with where it is known from.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../cases', import.meta.url))

/** Titles in the order a reader wants them; files without one come behind, by their names. */
const titles = {
  'coercions/nulls.yaml': 'Nulls, empty text and the order of rows',
  'coercions/compare.yaml': 'Types that meet: comparison, arithmetic, alternatives',
  'coercions/membership.yaml': 'in, has_any, has_all',
  'coercions/text.yaml': 'Text, patterns and JSON',
  'coercions/time.yaml': 'Time',
  'coercions/tables.yaml': 'Rows: mv-expand, joins, unions, summarize, series, parse',
  'coercions/main.yaml': 'Dynamic values',
  'operators/main.yaml': 'Operators',
  'operators/split.yaml': 'Names, unions, parse, find, partition, fork',
  'operators/scan.yaml': 'scan',
  'operators/graph.yaml': 'Graphs',
  'operators/pattern.yaml': 'Patterns',
  'refusals/main.yaml': 'What is refused',
}

const files = ['coercions', 'operators', 'refusals'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
)
const known = Object.keys(titles)
const place = (file) => (known.includes(file) ? known.indexOf(file) : known.length)
files.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))

const ruleOf = ({ is, error, source }) =>
  `- ${is.replaceAll('*', '\\*').replaceAll('_', '\\_').replaceAll('|', '\\|')}${error ? ` (\`${error}\`)` : ` (${source})`}`

/** A heading a file, a line a case. */
export const rulesText = files
  .map((file) => {
    const cases = parse(readFileSync(`${root}/${file}`, 'utf8'))
    return `### ${titles[file] ?? file}\n\n\`cases/${file}\`\n\n${cases.map(ruleOf).join('\n')}`
  })
  .join('\n\n')
