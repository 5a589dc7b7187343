import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Rule } from '@bigyellowtaxi/core'
import type { MemoryRecord } from '@bigyellowtaxi/lake'
import { beforeAll, describe, expect, it } from 'vitest'
import { readRules } from '../../src/files/rule-files.js'
import { judge, recordsOf } from './judge.js'
import { type Label, labels } from './published-labels.js'

const folder = new URL('../../../../../shared/data/panther-unit-tests/', import.meta.url)
const present = existsSync(folder)
if (!present) console.warn('shared/data is not beside the repository: published labels are not checked')

interface Labelled {
  readonly _rule: string
  readonly _test: string
  readonly _expected: boolean
}

const labelled = present
  ? readdirSync(folder).flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .trim()
        .split('\n')
        .map((line) => ({ line, label: JSON.parse(line) as Labelled })),
    )
  : []

const hourMs = 3_600_000
const timeFields = ['CreatedDateTime', 'CreationTime', 'TimeGenerated', 'ActivityDateTime']

/** The record as the n-th of its kind: another id, some seconds later. */
function again(
  record: MemoryRecord,
  n: number,
  fields: Readonly<Record<string, unknown>> = {},
  apartMs = 1000,
) {
  const moved = Object.fromEntries(
    timeFields.flatMap((field) => {
      const at = Date.parse(`${String(record.document[field]).replace(' ', 'T').replace(/Z$/, '')}Z`)
      return Number.isNaN(at) ? [] : [[field, new Date(at + n * apartMs).toISOString()]]
    }),
  )
  return {
    ...record,
    document: { ...record.document, Id: `${record.document.Id}-${n}`, ...moved, ...fields },
  }
}

function recordsFor(record: MemoryRecord, { times = 1, further }: Label): readonly MemoryRecord[] {
  if (further) return [record, again(record, 1, further, 96 * hourMs)]
  return Array.from({ length: times }, (_, n) => again(record, n))
}

describe.skipIf(!present)('labels published beside records (skipped where ../shared is absent)', () => {
  let rules: readonly Rule[] = []
  beforeAll(async () => {
    rules = (await readRules([])).rules
  })

  it('all have a row in the table', () => {
    expect([...new Set(labelled.map(({ label }) => label._rule))].sort()).toEqual(
      labels.map((row) => row.rule).sort(),
    )
  })

  it.each(labelled)('$label._rule: $label._test', async ({ line, label }) => {
    const row = labels.find((one) => one.rule === label._rule)
    const ours = row?.ours.split(' ') ?? []
    const [record] = await recordsOf(new TextEncoder().encode(`${line}\n`))
    if (!record || !row) throw new Error('not read')
    // Only what upstream counts is given often; a negative is one event that does not count.
    const given = label._expected ? recordsFor(record, row) : [record]
    const { findings, outcomes } = await judge(
      given,
      rules.filter((rule) => ours.includes(rule.key)),
      row.configured?.[label._test],
    )
    expect(outcomes.flatMap((outcome) => outcome.error ?? [])).toEqual([])
    const found = findings.map((finding) => finding.reasons)
    expect({ found, is: found.length > 0 }).toMatchObject({ is: label._expected })
  })
})
