import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TableSource } from '../src/index.js'
import { openEngine } from './engine/duckdb.js'

const table: TableSource = {
  name: 'T',
  columns: [
    { name: 'x', type: 'string' },
    { name: '_ItemId', type: 'string', hidden: true },
  ],
  rows: [{ relation: 't', columns: { x: { column: 'x' }, _ItemId: { column: 'id' } } }],
}

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
  await engine.run(`CREATE TABLE t AS SELECT 'a' AS x, 'i1' AS id`)
})
afterAll(() => engine.close())

const rows = async (kql: string) => {
  const outcome = await engine.answer(kql, {
    tables: [table],
    document: { columns: ['raw'] },
    now: new Date(0),
  })
  return outcome.ok ? outcome.answer.rows : outcome.errors
}

it('shows a hidden column to a query that names it, and to no other', async () => {
  expect(await rows('T')).toEqual([{ x: 'a' }])
  expect(await rows('T | project _ItemId')).toEqual([{ _ItemId: 'i1' }])
})
