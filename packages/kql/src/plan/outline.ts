/** A plan as indented lines, what comes first deepest: for people who ask how a query is run. */
import type { Expr, SortKey } from './expr.js'
import type { Relation } from './relation.js'
import { inputsOf, parts } from './walk.js'

const longest = 160
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

function exprText(expr: Expr): string {
  if (expr.kind === 'column') return expr.column.name
  if (expr.kind === 'literal')
    return typeof expr.value === 'string' ? JSON.stringify(expr.value) : String(expr.value)
  const name = 'name' in expr ? expr.name : expr.kind
  return `${name}(${parts(expr).map(exprText).join(', ')})`
}

const keyText = (key: SortKey): string => `${exprText(key.expr)} ${key.descending ? 'desc' : 'asc'}`
const names = (items: readonly { readonly column: { readonly name: string } }[]): string =>
  items.map((item) => item.column.name).join(', ')

type Told = { readonly [K in Relation['kind']]: (relation: Extract<Relation, { kind: K }>) => string }

const told: Told = {
  scan: ({ table, picks, where = [] }) =>
    `${table.name}: ${picks.map(({ source, path }) => [source, ...(path ?? [])].join('.')).join(', ')}${where.map((condition) => `; ${exprText(condition)}`).join('')}`,
  values: ({ rows }) => `${rows.length} rows`,
  filter: ({ condition }) => exprText(condition),
  project: ({ items }) => names(items),
  aggregate: ({ keys, aggregates }) => `${names(aggregates)} by ${names(keys) || 'nothing'}`,
  join: ({ join, condition }) => `${join}${condition ? ` on ${exprText(condition)}` : ''}`,
  union: ({ inputs }) => `${inputs.length} inputs`,
  sort: ({ keys }) => keys.map(keyText).join(', '),
  limit: ({ count }) => exprText(count),
  window: ({ items }) => names(items),
  unnest: ({ items }) => names(items),
  apply: () => '',
  shared: ({ definition }) => `${definition.name}${definition.materialize ? ', computed once' : ''}`,
  sequence: () => '',
  recursive: () => '',
  file: ({ path, format }) => `${format} ${path}`,
}

/** Lines of a plan. What is used in several places is told in full where it is used first. */
export function outline(plan: Relation): string {
  const seen = new Set<number>()
  const lines = (relation: Relation, depth: number): string[] => {
    const tell = told[relation.kind] as (relation: Relation) => string
    const own = cut(`${'  '.repeat(depth)}${relation.kind} ${tell(relation)}`.trimEnd())
    if (relation.kind === 'shared') {
      if (seen.has(relation.definition.id)) return [own]
      seen.add(relation.definition.id)
    }
    return [own, ...inputsOf(relation).flatMap((input) => lines(input, depth + 1))]
  }
  return lines(plan, 0).join('\n')
}
