import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mailRead, ndjson, rowsOf, smallEngine } from '../testing/records.js'
import { createWorkspace, openEngine } from '../workspace.js'
import { ingest } from './ingest.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-indicators-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const one = 'aaaaaaaa-0000-4000-8000-000000000001'
const other = 'bbbbbbbb-0000-4000-8000-000000000002'

/** Tenant of each record's address, from a file whose records have these tenants. */
async function tenantsOf(...tenants: (string | undefined)[]) {
  const workspace = await createWorkspace(join(folder, 'w'))
  const records = tenants.map((OrganizationId, number) => mailRead(number, { OrganizationId }))
  await ingest(workspace, [ndjson('a.ndjson', records)], smallEngine)
  const engine = await openEngine(workspace, smallEngine)
  const rows = await rowsOf(engine, "SELECT * FROM indicator WHERE kind = 'ip' ORDER BY Id")
  await engine.close()
  expect(rows.map(({ value, table_name }) => [value, table_name])).toEqual(
    tenants.map((_, number) => [`203.0.113.${number}`, 'audit']),
  )
  return rows.map((row) => row.OrganizationId)
}

it('every indicator has its own record’s tenant, in a file of several tenants', async () => {
  expect(await tenantsOf(one, other, undefined, one)).toEqual([one, other, null, one])
})

it('and in a file of one, of none, and of one and none', async () => {
  expect(await tenantsOf(one, one)).toEqual([one, one])
  await rm(join(folder, 'w'), { recursive: true })
  expect(await tenantsOf(undefined, undefined)).toEqual([null, null])
  await rm(join(folder, 'w'), { recursive: true })
  expect(await tenantsOf(one, undefined)).toEqual([one, null])
})
