import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineContract } from '../engine.contract.js'
import { DuckDbEngine } from './engine.js'

engineContract('DuckDB', () => DuckDbEngine.open({ threads: 2, memoryBytes: 2 ** 28 }))

describe('an engine locked to a folder', () => {
  let folder: string
  let engine: DuckDbEngine
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "taxi '[1] "))
    await writeFile(join(folder, 'inside.txt'), 'inside')
    engine = await DuckDbEngine.open({ threads: 1, memoryBytes: 2 ** 28, allowedDirectories: [folder] })
  })
  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true })
  })

  it('reads inside', async () => {
    const { rows } = await engine.query('SELECT content FROM read_text($1)', {
      parameters: [join(folder, 'inside.txt')],
    })
    expect(rows).toEqual([{ content: 'inside' }])
  })

  it.each([
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_csv('/etc/passwd')",
  ])('reads nothing outside: %s', async (sql) => {
    await expect(engine.query(sql)).rejects.toMatchObject({ code: 'LAKE201' })
  })

  it('does not climb out', async () => {
    await expect(
      engine.query('SELECT * FROM read_text($1)', { parameters: [`${folder}/../../etc/passwd`] }),
    ).rejects.toMatchObject({ code: 'LAKE201' })
  })
})

it('says by its revision that what was asked before may be answered otherwise now', async () => {
  const engine = await DuckDbEngine.open({ setup: ['CREATE VIEW v AS SELECT 1 AS a'] })
  const before = engine.revision
  await engine.query('SELECT a FROM v')
  expect(engine.revision).toBe(before)
  await engine.define(['CREATE OR REPLACE VIEW v AS SELECT 2 AS a'])
  expect(engine.revision).not.toBe(before)
  await engine.close()
})
