import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { KqlValue } from '../src/index.js'
import { openEngine } from './engine/duckdb.js'

/** A query and what it gives: rows (in order where the query sorts), or the code it is refused with. */
interface Case {
  readonly is: string
  readonly kql: string
  readonly rows?: readonly Record<string, KqlValue>[]
  readonly error?: string
}

const root = fileURLToPath(new URL('../cases', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
)

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.close())

const options = { tables: [], document: { columns: ['raw'] }, now: new Date('2024-06-01T00:00:00Z') }
const sorts = /\|\s*(sort|order|top|serialize)\b/

for (const file of files) {
  describe(file, () => {
    for (const test of parse(readFileSync(`${root}/${file}`, 'utf8')) as Case[]) {
      it(test.is, async () => {
        const outcome = await engine.answer(test.kql, options)
        if (test.error) {
          expect(outcome.ok ? 'no error' : outcome.errors[0]?.code).toBe(test.error)
          return
        }
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
        const rows = outcome.answer.rows.map((row) => ({ ...row }))
        const key = (row: unknown) => JSON.stringify(row)
        const ordered = (list: readonly unknown[]) =>
          sorts.test(test.kql) ? [...list] : [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
        expect(rounded(ordered(rows))).toEqual(rounded(ordered(test.rows ?? [])))
      })
    }
  })
}

/** Reals to 1e-9, as the last digits are the machine's. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(10))
  if (Array.isArray(value)) return value.map(rounded)
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]))
  return value
}
