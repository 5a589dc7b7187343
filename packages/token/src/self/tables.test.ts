import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { casesTable, checksTable, controlsTable } from './tables.js'

const docs = readFileSync(fileURLToPath(new URL('../../../../docs/token.md', import.meta.url)), 'utf8')

it.each([
  ['checks', checksTable()],
  ['cases', casesTable()],
  ['controls', controlsTable()],
])('docs/token.md shows the %s as they are (node scripts/docs-token.js writes it anew)', (_, table) => {
  expect(docs).toContain(table)
})

it('every code belongs to one check', () => {
  const codes = checksTable().match(/TOK(?!302)\d{3}/g) ?? []
  expect(new Set(codes).size).toBe(codes.length)
})
