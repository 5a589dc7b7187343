import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { judgeGroups, parseGroups } from '@bigyellowtaxi/core'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readinessPage } from '../../src/render/readiness/page.js'
import { assessFiles, inFolder } from './tenant.js'

const executablePath =
  [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path)) ?? ''
if (!executablePath) console.warn('skipped: no chromium (apt-get install chromium)')
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Names as an attacker, or a careless administrator, may choose them. */
const hostile = [
  '<img src=x onerror=document.title="owned">@contoso.example',
  '"><script>document.title="owned"</script>@contoso.example',
  "o'hara&amp;`sons`@contoso.example",
  '\u202egnp.exe@contoso.example',
  `${'very-long-name.'.repeat(20)}@contoso.example`,
  'grüße.日本語@contoso.example',
  '</td></table><h1>@contoso.example',
]

async function hostilePage(): Promise<string> {
  return inFolder(async (folder) => {
    const mailboxes = hostile.map((UserPrincipalName, i) => ({
      UserPrincipalName,
      AuditEnabled: i % 2 === 0,
      AuditOwner: i % 3 === 0 ? ['MailItemsAccessed'] : '{Update, <b>...}',
      AuditDelegate: ['MailItemsAccessed'],
      AuditAdmin: ['MailItemsAccessed'],
    }))
    const files = {
      'mailboxes.json': mailboxes,
      'bypass.json': [{ Identity: '<svg onload=alert(1)>', Name: '<x>', AuditBypassEnabled: true }],
      'policy.json': [
        {
          Name: "<i>'; drop",
          Priority: 1,
          RetentionDuration: 'ThreeMonths',
          RecordTypes: ['ExchangeItem'],
          UserIds: [],
        },
      ],
    }
    const paths = Object.entries(files).map(([name, content]) => {
      writeFileSync(join(folder, name), JSON.stringify(content))
      return join(folder, name)
    })
    const readiness = await assessFiles(join(folder, 'workspace'), paths)
    const groups = parseGroups(
      `Mailbox,Group\n${hostile.map((name) => `"${name.replaceAll('"', '""')}","<b>VIP</b>"`).join('\n')}`,
    )
    return readinessPage(readiness, judgeGroups(readiness, groups.ok ? groups.members : []))
  })
}

describe.skipIf(!executablePath)('the readiness page in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taxi-readiness-page-'))
  const file = join(folder, 'readiness.html')
  let browser: Browser

  beforeAll(async () => {
    writeFileSync(file, await hostilePage())
    browser = await chromium.launch({ executablePath, args })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    'shows hostile names as text, %s, %i wide, and axe finds nothing',
    async (colorScheme, width) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        bypassCSP: true,
      })
      const page = await context.newPage()
      const said: string[] = []
      page.on('dialog', (dialog) => void dialog.dismiss())
      page.on('request', (request) => said.push(request.url()))
      await page.goto(pathToFileURL(file).href)
      expect(await page.title()).toBe('Would you have seen it?')
      expect(await page.locator('main img, main script, main b, main i, h1').count()).toBe(1)
      for (const name of hostile.slice(0, 3)) expect(await page.locator('body').textContent()).toContain(name)
      expect(said).toHaveLength(1)
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
        return (await axe.run()).violations.map((violation) => violation.id)
      })
      expect(violations).toEqual([])
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}.png`, fullPage: true })
      // A long name widens its table, never the page.
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await context.close()
    },
    60_000,
  )
})
