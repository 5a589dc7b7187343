import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { lintPage } from './lint.js'

const seed = fileURLToPath(new URL('../../../../../shared/seeds/000_af284e821728184a.txt', import.meta.url))
const isThere = existsSync(seed)
if (!isThere) console.warn('skipped: ../shared is not here')

it.skipIf(!isThere)('every defect of the seed page is told, and nothing else', () => {
  const { findings } = lintPage(readFileSync(seed, 'utf8'), seed, { now: new Date('2026-11-22') })
  expect(findings.map((finding) => `${finding.line}:${finding.column} ${finding.rule}`)).toEqual([
    '6:14 placeholder-field',
    '9:8 draft-left-on',
    '21:20 end-date-is-detection',
    '23:15 stale-status',
    '37:16 empty-link-target',
    '38:67 nested-link',
    '40:4 stale-wording',
    '51:1 unsourced-event',
    '52:1 unsourced-event',
    '53:1 table-row-truncated',
    '53:1 unsourced-event',
    '63:418 possessive-its',
    '72:10 empty-link-text',
    '72:10 tracking-url',
    '75:215 date-style-drift',
    '82:1 footnote-duplicates-coverage',
    '83:1 footnote-duplicates-coverage',
  ])
})
