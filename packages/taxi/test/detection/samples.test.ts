import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Rule } from '@bigyellowtaxi/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { readRules } from '../../src/files/rule-files.js'
import { judge, recordsOf } from './judge.js'
import { samples } from './samples.js'

const data = new URL('../../../../../shared/data/', import.meta.url)
const present = existsSync(data)
if (!present) console.warn('shared/data is not beside the repository: rules are not tried on public samples')

const read = (path: string) => recordsOf(new Uint8Array(readFileSync(new URL(path, data))))

describe.skipIf(!present)('public samples (skipped where ../shared is absent)', () => {
  let rules: readonly Rule[] = []
  const only = (...keys: readonly string[]) => rules.filter((rule) => keys.includes(rule.key))
  beforeAll(async () => {
    rules = (await readRules([])).rules
  })

  it('named after a technique all have a row in the table', () =>
    expect(samples.map((sample) => sample.file).sort()).toEqual(
      readdirSync(new URL('blueteam0ps/', data))
        .filter((file) => /\.(csv|json)$/.test(file))
        .sort(),
    ))

  it.each(samples)('$file: $rules', async ({ file, rules: keys, because }) => {
    const { findings } = await judge(await read(`blueteam0ps/${file.replaceAll(' ', '%20')}`), only(...keys))
    expect([...new Set(findings.map((finding) => finding.rule))].sort()).toEqual(keys.toSorted())
    const parent = /^t(\d{4})/.exec(file)?.[1]
    for (const { reasons, techniques } of findings) {
      expect(reasons.join(' ').toLowerCase()).toContain(because.toLowerCase())
      expect(techniques.map((technique) => technique.slice(1, 5))).toContain(parent)
    }
  })

  it('of a forged SAML token: the mail read is found, and the reason names app, mailbox and giver', async () => {
    const records = []
    for (const file of ['AADAuditEvents', 'Microsoft365DefenderEvents', 'OfficeActivityEvents'])
      records.push(...(await read(`otrf-golden-saml/${file}.json`)))
    const { findings } = await judge(records, only('APP-08'))
    expect(findings.flatMap((finding) => finding.reasons)).toEqual([
      expect.stringMatching(/pgustavo@.* gave SimuLandApp a secret .* read through Graph by 5a95e683-/),
    ])
    expect(findings[0]?.evidence).toContain('699e0b10-1c53-403e-976f-ce0847a92b44')
  })

  it('of a real lab tenant: findings rest on at most 2 % of its records', async () => {
    const log = new Uint8Array(gunzipSync(readFileSync(new URL('invictus/auditrecords.csv.gz', data))))
    const records = new Map((await recordsOf(log)).map((record) => [record.document.Id, record]))
    expect(records.size).toBe(5373)
    const { findings, outcomes } = await judge([...records.values()], rules)
    expect(outcomes.flatMap((outcome) => outcome.error ?? [])).toEqual([])
    const evidence = new Set(findings.flatMap((finding) => finding.evidence))
    expect(evidence.size / records.size).toBeLessThanOrEqual(0.02)
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual(
      expect.arrayContaining(['APP-08', 'MBX-02', 'RUL-01', 'RUL-04', 'RUL-05', 'SIG-05', 'SIG-13']),
    )
  }, 600_000)
})
