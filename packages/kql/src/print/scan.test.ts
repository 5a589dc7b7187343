import { expect, test } from 'vitest'
import { openEngine } from '../../test/engine/duckdb.js'
import type { CompileOptions, TableSource } from '../index.js'

/** Sign-ins kept as JSON with two typed columns beside it. */
const signins: TableSource = {
  name: 'Signins',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'CreatedDateTime', type: 'datetime' },
    { name: 'Duration', type: 'timespan' },
    { name: 'RiskLevel', type: 'string' },
  ],
  rows: [
    {
      relation: 'signin',
      columns: {
        TimeGenerated: { column: 'At' },
        CreatedDateTime: { path: ['createdDateTime'] },
        Duration: { path: ['timing', 'total'] },
        RiskLevel: { path: ['riskLevel'] },
      },
    },
  ],
}

const options: CompileOptions = {
  tables: [signins],
  document: { columns: ['doc', 'raw'] },
  relations: { signin: { At: 'time' } },
  now: new Date('2026-03-01T00:00:00Z'),
}

async function rowsOf(kql: string) {
  const engine = await openEngine()
  await engine.run(`CREATE TABLE signin ("At" TIMESTAMP, doc VARCHAR, raw VARCHAR)`)
  await engine.run(
    `INSERT INTO signin VALUES (TIMESTAMP '2026-02-01 10:00:00', NULL, '{"createdDateTime":"Feb 1 2026 10:00:00","timing":{"total":"00:01:30"}}')`,
  )
  const outcome = await engine.answer(kql, options)
  engine.close()
  if (!outcome.ok) throw new Error(outcome.errors.map((e) => e.message).join())
  return outcome.answer.rows
}

test('a date that only the JSON record holds is read in every form KQL knows, without help from the query', async () => {
  const rows = await rowsOf('Signins | project same = CreatedDateTime == TimeGenerated, Duration / 1s')
  expect(rows).toEqual([{ same: true, Column1: 90 }])
})

test('what the record does not say is empty text', async () => {
  expect(await rowsOf('Signins | project RiskLevel, absent = isempty(RiskLevel)')).toEqual([
    { RiskLevel: '', absent: true },
  ])
})
