import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeGroups, readinessJsonSchema, readinessSchema } from '@bigyellowtaxi/core'
import { describe, expect, it } from 'vitest'
import { readinessPage } from '../../src/render/readiness/page.js'
import { assessFiles, inFolder, writeTenant } from './tenant.js'

it('has a published JSON Schema that is made of its model', async () => {
  await expect(`${JSON.stringify(readinessJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../../../docs/generated/readiness.schema.json',
  )
})

it('of a mixed tenant obeys its schema, and its page says each thing of many mailboxes once', async () => {
  await inFolder(async (folder) => {
    const options = { mailboxes: 30, days: 5, seed: 2, tier: 'mixed' } as const
    const { files } = writeTenant(join(folder, 'tenant'), options)
    const readiness = await assessFiles(join(folder, 'workspace'), files('settings'))
    const blind = readiness.mailboxes.filter((mailbox) => mailbox.verdict === 'blind')
    const [one] = blind
    const groups = judgeGroups(readiness, [
      { mailbox: one?.mailbox ?? '', group: 'VIP', level: 'complete', retentionDays: 0, line: 2 },
    ])
    expect(readinessSchema.parse({ ...readiness, groups })).toEqual({ ...readiness, groups })
    const page = readinessPage(readiness, groups)
    expect(page.match(/for instance: MailItemsAccessed is in no audit set/g)).toHaveLength(1)
    expect(page).toContain(`<summary>${blind.length} mailboxes</summary>`)
    expect(page).not.toMatch(/<script|https?:\/\//)
  })
})

describe('settings that contradict the log', () => {
  it('are a finding that names the file and what was seen', async () => {
    await inFolder(async (folder) => {
      const { files } = writeTenant(join(folder, 'tenant'), { mailboxes: 5, days: 5, seed: 1, tier: 'E5' })
      const org = join(folder, 'Get-OrganizationConfig.json')
      writeFileSync(org, JSON.stringify({ Name: 'contoso', AuditDisabled: true }))
      const { findings, mailboxes } = await assessFiles(join(folder, 'workspace'), [org, ...files('logs')])
      const contradictions = findings.filter((finding) => finding.kind === 'contradiction')
      expect(contradictions.length).toBe(mailboxes.length)
      expect(contradictions[0]?.reason).toMatch(
        /AuditDisabled is true \(Get-OrganizationConfig\.json:1\); yet reads logged on \d+ days/,
      )
    })
  })
})

const invictus = fileURLToPath(
  new URL('../../../../../shared/data/invictus/auditrecords.csv.gz', import.meta.url),
)
const hasInvictus = existsSync(invictus)
if (!hasInvictus) console.info('skipped: no ../shared/data/invictus here')

describe.skipIf(!hasInvictus)('a real log without any settings', () => {
  it('is judged by what it shows, and is unknown in the rest', async () => {
    await inFolder(async (folder) => {
      const { mailboxes, sources, findings } = await assessFiles(join(folder, 'workspace'), [invictus])
      const verdicts = Object.fromEntries(mailboxes.map((one) => [one.mailbox, one.verdict]))
      const said = Object.fromEntries(sources.map((one) => [one.source, one.verdict]))
      expect({
        verdicts,
        said,
        findings: findings.map((one) => [one.check, one.subject]),
      }).toMatchInlineSnapshot(`
        {
          "findings": [
            [
              "sources-in-log",
              "mail-reads",
            ],
            [
              "sources-in-log",
              "entra-audit",
            ],
            [
              "sources-in-log",
              "sign-ins-interactive",
            ],
            [
              "identifiers-in-log",
              "mail-reads",
            ],
          ],
          "said": {
            "entra-audit": "partial",
            "exchange-audit": "complete",
            "graph-activity": "unknown",
            "mail-reads": "partial",
            "sign-ins-interactive": "partial",
            "sign-ins-non-interactive": "unknown",
            "sign-ins-service-principal": "unknown",
          },
          "verdicts": {
            "a.thulile@dutchmasterz.onmicrosoft.com": "complete",
            "adelev@dutchmasterz.onmicrosoft.com": "complete",
            "alexw@dutchmasterz.onmicrosoft.com": "complete",
            "diegos@dutchmasterz.onmicrosoft.com": "complete",
            "exchangesecurity@dutchmasterz.onmicrosoft.com": "unknown",
            "gradya@dutchmasterz.onmicrosoft.com": "complete",
            "isaiahl@dutchmasterz.onmicrosoft.com": "complete",
            "itcornpany@dutchmasterz.onmicrosoft.com": "complete",
            "joey@dutchmasterz.onmicrosoft.com": "complete",
            "jonis@dutchmasterz.onmicrosoft.com": "complete",
            "lidiah@dutchmasterz.onmicrosoft.com": "complete",
            "lynner@dutchmasterz.onmicrosoft.com": "complete",
            "miriamg@dutchmasterz.onmicrosoft.com": "complete",
            "projectkilo@dutchmasterz.onmicrosoft.com": "unknown",
            "sansteams@dutchmasterz.onmicrosoft.com": "unknown",
          },
        }
      `)
      // No licence and no policy was exported: how long anything is kept cannot be known.
      expect(mailboxes.every((one) => one.retentionDays === undefined)).toBe(true)
    })
  })
})
