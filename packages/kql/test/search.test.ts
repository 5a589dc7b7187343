/** What `search` finds is the same whether or not a row's JSON is looked through before its columns are read. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KustoType, TableSource } from '../src/index.js'
import { openEngine } from './engine/duckdb.js'

const types: readonly KustoType[] = [
  'string',
  'string',
  'dynamic',
  'dynamic',
  'long',
  'real',
  'bool',
  'datetime',
  'guid',
  'timespan',
]
const columns = types.map((type, i) => ({ name: `c${i}`, type }))
const table: TableSource = {
  name: 'T',
  columns: [
    ...columns,
    ...['kind', 'own', 'held', 'either', 'word'].map((name) => ({ name, type: 'string' as const })),
  ],
  rows: [
    {
      relation: 't',
      columns: {
        ...Object.fromEntries(columns.map(({ name }) => [name, { path: [name] }])),
        kind: { lookup: 'kind', names: { '1': 'New Folder', '2': 'Send' } },
        own: { column: 'own' },
        held: { column: 'held' },
        either: { first: [{ path: ['c1'] }, { lookup: 'kind', names: { '1': 'New Folder' } }] },
        word: {
          first: [{ lookup: 'own', names: { send: 'Send as', 'a/b': 'Folder' } }, { constant: 'none' }],
        },
      },
    },
  ],
}
const options = {
  tables: [table],
  document: { columns: ['raw'], texts: { t: new Set(['held']) } },
  relations: {
    t: { kind: 'int' as const, own: 'text' as const, held: 'text' as const, raw: 'text' as const },
  },
  now: new Date(0),
}

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.close())

const words = [
  'Folder',
  'send',
  'a/b',
  'x"y',
  'C:\\users',
  'é',
  'true',
  '1e2',
  '203.0.113.5',
  '2024-01-02T03:04:05Z',
]
const word = fc.constantFrom(...words)
const value = fc.oneof(
  word,
  fc.tuple(word, word).map((two) => two.join(' ')),
  fc.constantFrom(1, 100, 1.5, true, null),
  fc.array(word, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('k', 'New'), word, { maxKeys: 2 }),
)
/** JSON may spell any character by number, and a slash with a stroke before it. */
const spelling = fc.constantFrom(
  (json: string) => json,
  (json: string) => json.replaceAll('o', '\\u006f'),
  (json: string) => json.replaceAll('/', '\\/'),
  (json: string) => json.replaceAll(':', ' : '),
)
const row = fc.record({
  raw: fc
    .tuple(fc.tuple(...columns.map(() => fc.option(value))), spelling)
    .map(([values, spell]) =>
      spell(JSON.stringify(Object.fromEntries(values.map((one, i) => [`c${i}`, one ?? undefined])))),
    ),
  kind: fc.constantFrom(0, 1, 2, null),
  own: fc.option(word),
})
/** In the way of every look that minds only the letters themselves. */
const spelled = [{ raw: '{"c0":"F\\u006flder","c2":"F\\u006flder"}', kind: 0 as const, own: null }]

const needle = fc.constantFrom(
  ...words,
  ...['folder', 'FOLDER', 'Folder', 'Send', 'SEND', 'send'],
  'new folder',
  'users',
  'older',
  '203.0.113',
  'rue',
  'True',
  '100',
  'inf',
  '03:04',
  '"k":"send"',
)
const quoted = needle.map((one) => JSON.stringify(one))
/** Every column at once, one of them, what lies in it, or one that is no part of the JSON. */
const subject = fc.constantFrom(
  ...[
    '*',
    '*',
    'c0',
    'c2',
    'tostring(c2)',
    'tostring(c2.k)',
    'c3.New',
    'own',
    'kind',
    'held',
    'either',
    'word',
  ],
)
const one = fc.oneof(
  fc
    .tuple(subject, fc.constantFrom('has', 'contains', 'hasprefix', 'hassuffix', 'has_cs'), quoted)
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('c0', 'tostring(c2)', 'own'), fc.constantFrom('==', '=~', 'startswith'), quoted)
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('c0', 'tostring(c2)', 'tostring(c2.k)', 'own'),
      fc.constantFrom('has_any', 'has_all', 'in', 'in~', '!in'),
      fc.oneof(
        fc.array(quoted, { minLength: 1, maxLength: 3 }),
        fc.array(quoted, { minLength: 14, maxLength: 20 }),
      ),
    )
    .map(([value, operator, list]) => `${value} ${operator} (${list.join(', ')})`),
)
const condition = fc.oneof(
  one,
  fc.tuple(one, fc.constantFrom(' or ', ' and '), one).map((parts) => parts.join('')),
)

const text = (given: string | number | null) =>
  given === null ? 'NULL' : typeof given === 'number' ? String(given) : `'${given.replaceAll("'", "''")}'`

async function found(condition: string, rewrite: boolean): Promise<unknown> {
  const outcome = await engine.answer(`T | where ${condition} | project raw = c0, own, kind`, {
    ...options,
    rewrite,
  })
  return outcome.ok ? outcome.answer.rows : outcome.errors
}

it('finds the same with and without the look at the JSON itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 8, maxLength: 12 }),
      fc.array(condition, { minLength: 5, maxLength: 5 }),
      async (rows, asked) => {
        const lines = rows.map(({ raw, kind, own }) => `(${text(raw)}, ${text(kind)}, ${text(own)})`)
        await engine.run(
          `CREATE OR REPLACE TABLE t AS SELECT raw, kind::INTEGER AS kind, own::VARCHAR AS own, lower(raw->>'$.c0') AS held FROM (VALUES ${lines}) v(raw, kind, own)`,
        )
        for (const one of asked) expect(await found(one, true)).toEqual(await found(one, false))
      },
    ),
    {
      numRuns: 100,
      seed: 4,
      examples: [[spelled, ['c0 has "Folder"', 'tostring(c2) == "Folder"', '* contains "old"']]],
    },
  )
}, 120_000)

it('asks the data which of many tables kept together there are', async () => {
  const stored = Array.from(
    { length: 20 },
    (_, i): TableSource => ({
      name: `T${i}`,
      columns: [{ name: 'x', type: 'string' }],
      rows: [
        { relation: 'many', where: [{ column: 'name', in: [`T${i}`] }], columns: { x: { column: 'x' } } },
      ],
    }),
  )
  await engine.run(`CREATE TABLE many AS SELECT * FROM (VALUES ('T3', 'found it'), ('T7', 'no')) v(name, x)`)
  const apart: TableSource = {
    name: 'Ours',
    apart: true,
    columns: [
      { name: 'x', type: 'string' },
      { name: 'y', type: 'long' },
    ],
    rows: [{ relation: 'many', columns: { x: { column: 'x' } } }],
  }
  const outcome = await engine.answer('search "found" | project $table, x, absent = y', {
    ...options,
    tables: [...stored, apart],
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  expect(outcome.answer.rows).toEqual([{ $table: 'T3', x: 'found it', absent: null }])
  expect(outcome.answer.compiled.tables).toEqual(['T3', 'T7'])
})
