/** How many published queries run on empty tables, and why the others do not. Run by `npm run kql:coverage`. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { KustoType, TableSource } from '../../src/index.js'
import { openEngine } from '../engine/duckdb.js'

const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url))
const types = new Set<string>([
  'bool',
  'datetime',
  'decimal',
  'dynamic',
  'guid',
  'int',
  'long',
  'real',
  'string',
  'timespan',
])
const otherNames: Readonly<Record<string, KustoType>> = {
  boolean: 'bool',
  double: 'real',
  date: 'datetime',
  time: 'timespan',
  integer: 'int',
}

type Schemas = Record<string, Record<string, string>>

const read = (path: string): string => readFileSync(`${shared}${path}`, 'utf8')

function tables(): TableSource[] {
  const schemas = {
    ...(JSON.parse(read('kql/all-tables.json')) as Schemas),
    ...(JSON.parse(read('domain/tables.json')) as Schemas),
  }
  return Object.entries(schemas)
    .filter(([, columns]) => typeof columns === 'object')
    .map(([name, columns]) => ({
      name,
      rows: [],
      columns: Object.entries(columns).map(([column, type]) => ({
        name: column,
        type: (types.has(type.toLowerCase())
          ? type.toLowerCase()
          : (otherNames[type.toLowerCase()] ?? 'string')) as KustoType,
      })),
    }))
}

const asked = process.env.KQL_COVERAGE === '1'

it.skipIf(!asked || !existsSync(`${shared}kql/published-queries.jsonl`))(
  'published queries run on empty tables (asked for by KQL_COVERAGE=1, skipped where ../shared is absent)',
  async () => {
    const engine = await openEngine()
    const all = tables()
    const byName = new Map(all.map((table) => [table.name, table]))
    const options = {
      tables: (name: string) => byName.get(name),
      allTables: () => all,
      document: { columns: ['raw'] },
      now: new Date('2024-06-01T00:00:00Z'),
    }
    const queries = read('kql/published-queries.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; query: string })
    const reasons = new Map<string, string[]>()
    const note = (reason: string, id: string) => reasons.set(reason, [...(reasons.get(reason) ?? []), id])
    for (const { id, query } of queries) {
      const outcome = await engine.answer(query, options).catch((error: unknown) => String(error))
      if (typeof outcome === 'string')
        note(`failed in the engine: ${outcome.split('\n')[0]?.slice(0, 120)}`, id)
      else if (outcome.ok) note('runs', id)
      else note(reasonOf(outcome.errors[0]), id)
    }
    engine.close()
    const count = (prefix: string) =>
      [...reasons].reduce((sum, [reason, ids]) => sum + (reason.startsWith(prefix) ? ids.length : 0), 0)
    for (const [reason, ids] of [...reasons].sort((a, b) => b[1].length - a[1].length))
      console.log(`${String(ids.length).padStart(5)}  ${reason}  ${ids.slice(0, 3).join(' ')}`)
    const accepted = queries.length - count('KQL1') - count('KQL2')
    console.log(`${count('runs')} of ${accepted} that the binder accepts run; ${queries.length} in all`)
    expect((accepted - count('failed') - count('KQL5')) / accepted).toBeGreaterThanOrEqual(0.99)
  },
  1_800_000,
)

/** Refusals by code, and by what is refused where that says more. */
function reasonOf(error: { readonly code: string; readonly message: string } | undefined): string {
  if (!error) return 'no reason'
  return error.code >= 'KQL3' ? `${error.code} ${error.message.slice(0, 90)}` : error.code
}
