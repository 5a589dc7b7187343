import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { withRuleTable } from './rule-table.js'

it('docs/incidents.md lists every rule as it is', () => {
  const text = readFileSync(fileURLToPath(new URL('../../../../docs/incidents.md', import.meta.url)), 'utf8')
  expect(withRuleTable(text), 'run: npm run docs -w packages/incident').toBe(text)
})
