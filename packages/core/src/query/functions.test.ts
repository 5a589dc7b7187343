import { compile } from '@bigyellowtaxi/kql'
import { kqlFunction } from '@bigyellowtaxi/records'
import { describe, expect, it } from 'vitest'
import { querySchema } from './schema.js'

const now = new Date('2026-03-01T00:00:00Z')
const schemas = [
  'Authentication',
  'AuditEvent',
  'UserManagement',
  'Dns',
  'NetworkSession',
  'WebSession',
  'ProcessEvent',
  'FileEvent',
  'RegistryEvent',
  'DhcpEvent',
]
const prefixes = ['_Im_', '_ASim_', 'im', 'ASim', 'vim']

describe.each(schemas)('ASIM %s', (schema) => {
  it('goes by all its names, with and without parentheses', async () => {
    const calls = [...prefixes.map((prefix) => `${prefix}${schema}`), `_Im_${schema}(starttime=ago(1d))`]
    for (const call of calls) {
      const compiled = await compile(`${call} | summarize count() by EventType`, { ...querySchema, now })
      expect(compiled.ok ? [] : compiled.errors).toEqual([])
    }
  }, 240_000)

  it('has the columns every ASIM schema has', async () => {
    const compiled = await compile(`_Im_${schema}`, { ...querySchema, now })
    const names = compiled.ok ? compiled.columns.map((column) => column.name) : []
    expect(names).toEqual(
      expect.arrayContaining([
        'TimeGenerated',
        'EventType',
        'EventResult',
        'EventProduct',
        'EventVendor',
        'EventStartTime',
        'Dvc',
      ]),
    )
    // A column of two types would have come apart in the union.
    expect(names.filter((name) => /_(string|dynamic|long|datetime|bool)$/.test(name))).toEqual([])
  }, 60_000)

  it('is one line to the query: places of errors are those of the text', async () => {
    const compiled = await compile(`_Im_${schema}\n| where Nonsense == 1`, { ...querySchema, now })
    expect(compiled.ok ? [] : compiled.errors[0]?.position).toMatchObject({ line: 2, column: 9 })
    expect(kqlFunction(`_Im_${schema}`)?.body).not.toContain('//')
  }, 60_000)
})

it("a query's own function of that name is the one that is called", async () => {
  const compiled = await compile('let imAuthentication = () { print x = 1 }; imAuthentication', {
    ...querySchema,
    now,
  })
  expect(compiled.ok && compiled.columns.map((column) => column.name)).toEqual(['x'])
})
