import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { DuckDbEngine } from './duckdb/engine.js'
import { writeParquet } from './parquet.js'

const folder = mkdtempSync(join(tmpdir(), 'taxi-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('an answer comes back from its Parquet file: types, nulls, lists, and names that differ in case alone', async () => {
  const file = join(folder, "it's.parquet")
  const columns = [
    { name: 'Time', type: 'datetime' },
    { name: 'n', type: 'long' },
    { name: 'N', type: 'string' },
    { name: 'Bag', type: 'dynamic' },
  ]
  await writeParquet(file, columns, [
    { Time: '2026-03-02T10:00:00.0000000Z', n: '9223372036854775807', N: 'x"y', Bag: { a: [1] } },
    { Time: null, n: null, N: '', Bag: null },
  ])
  const engine = await DuckDbEngine.open()
  const { rows } = await engine.query(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`)
  await engine.close()
  expect(rows).toEqual([
    { Time: '2026-03-02T10:00:00Z', n: 9223372036854775807n, N_2: 'x"y', Bag: '{"a":[1]}' },
    { Time: null, n: null, N_2: '', Bag: null },
  ])
})
