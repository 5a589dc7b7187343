import { compile } from '@bigyellowtaxi/kql'
import { expect, test } from 'vitest'
import { querySchemaOf } from './schema.js'

const now = new Date('2026-03-01T00:00:00Z')

const sqlOf = async (kql: string, present: Parameters<typeof querySchemaOf>[0]): Promise<string> => {
  const compiled = await compile(kql, { ...querySchemaOf(present), now })
  return compiled.ok ? compiled.sql : JSON.stringify(compiled.errors)
}

test('a table is read only from what a workspace has rows of', async () => {
  const kql = 'CloudAppEvents | summarize count() by ActionType'
  expect(await sqlOf(kql, undefined)).toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit'] })).not.toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit', 'table_row'] })).toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit', 'table_row'], tableRows: ['AzureActivity'] })).not.toContain(
    '"table_row"',
  )
  expect(
    await sqlOf(kql, { relations: ['audit', 'table_row'], tableRows: ['AzureActivity', 'CloudAppEvents'] }),
  ).toContain('"table_row"')
})

test('a table of which there is nothing is empty, with all its columns', async () => {
  const sql = await sqlOf('OfficeActivity | project TimeGenerated, Operation, RecordType', { relations: [] })
  expect(sql).toContain('WHERE false')
  expect(sql).not.toContain('"audit"')
})
