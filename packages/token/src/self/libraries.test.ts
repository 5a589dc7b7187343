import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { facts } from '../../../../bench/token-libraries/src/facts.js'

const path = fileURLToPath(new URL('../../../../bench/token-libraries/recorded.json', import.meta.url))

it('what is recorded of other libraries shows what docs/token.md says it shows', () => {
  const found = facts(JSON.parse(readFileSync(path, 'utf8')))
  expect(found.length).toBeGreaterThan(15)
  expect(found.filter(({ holds }) => !holds)).toEqual([])
})
