import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TableSource } from '../src/index.js'
import { openEngine } from './engine/duckdb.js'

const table: TableSource = {
  name: 'T',
  columns: [{ name: 'x', type: 'string' }],
  rows: [{ relation: 't', columns: { x: { column: 'x' } } }],
}

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
  await engine.run("CREATE TABLE t AS SELECT unnest(['a', 'b', 'c']) AS x")
})
afterAll(() => engine.close())

it.each([
  ['let T = T | where strlen(x) > 0 and x != "a"; T | summarize n = count()'],
  ['let T = materialize(T | where strlen(x) > 0 and x != "a"); T | summarize n = count()'],
  ['let T = () { T | where strlen(x) > 0 and x != "a" }; T | summarize n = count()'],
])('a let of the name of a table is made of the table, not of itself: %s', async (kql) => {
  const outcome = await engine.answer(kql, {
    tables: [table],
    document: { columns: ['raw'] },
    now: new Date(0),
  })
  expect(outcome.ok ? outcome.answer.rows : outcome.errors).toEqual([{ n: 2 }])
})
