import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildSite, loadIncidents, writeSite } from '../src/index.js'
import { syntheticPages } from './synthetic.js'

const executablePath =
  [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path)) ?? ''
if (!executablePath) console.warn('skipped: no chromium (apt-get install chromium)')
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!executablePath)('in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taxi-site-'))
  const at = (path: string): string => pathToFileURL(join(folder, path)).href
  const own = loadIncidents(fileURLToPath(new URL('../../../content/incidents', import.meta.url)))
  let browser: Browser

  beforeAll(async () => {
    writeSite(await buildSite(own), folder)
    writeSite(await buildSite(syntheticPages(200)), join(folder, 'many'))
    browser = await chromium.launch({ executablePath, args })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage()
    await page.goto(at(path))
    return page
  }
  const shown = (page: Page) => page.locator('tr[data-slug]:visible').count()

  const pages = [
    'index.html',
    'browse.html',
    'logs.html',
    'tags/mfa/index.html',
    ...own.map((page) => `incidents/${page.slug}/index.html`),
  ]
  it.each(['light', 'dark'] as const)('axe finds no violation on any page, %s', async (colorScheme) => {
    const page = await open('index.html', { colorScheme })
    for (const path of pages) {
      await page.goto(at(path))
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
        return (await axe.run()).violations.map((violation) => violation.id)
      })
      expect(violations, path).toEqual([])
    }
  })

  it('text and filters narrow the list together, and the address keeps the choice', async () => {
    const page = await open('index.html')
    await page.fill('#q', 'forged token')
    expect(await shown(page)).toBeGreaterThanOrEqual(2)
    await page.selectOption('#f-fault', 'provider')
    await page.selectOption('#f-year', '2023')
    expect(await page.locator('tr[data-slug]:visible').getAttribute('data-slug')).toBe('storm-0558')
    expect(await page.locator('#count').textContent()).toBe('1 incident')
    await page.click('#reset')
    await page.waitForFunction(
      (n) => document.querySelectorAll('tr[data-slug]:not([hidden])').length === n,
      own.length,
    )
  })

  it('every filter gives the rows its own page lists', async () => {
    const page = await open('many/index.html')
    await page.selectOption('#f-technique', 'T1528')
    const filtered = await shown(page)
    await page.goto(at('many/techniques/t1528/index.html'))
    expect(filtered).toBe(await shown(page))
    expect(filtered).toBeGreaterThan(0)
  })

  it('without scripts every incident is listed, no dead form is shown, and every tag can be reached', async () => {
    const page = await open('index.html', { javaScriptEnabled: false })
    expect(await shown(page)).toBe(own.length)
    expect(await page.locator('#filters').isVisible()).toBe(false)
    await page.click('noscript a')
    await page.click('text=Forged tokens (2)')
    expect(await shown(page)).toBe(2)
    await page.click('text=Storm-0558')
    expect(await page.locator('h1').textContent()).toContain('Storm-0558')
    expect(await page.locator('svg.timeline').isVisible()).toBe(true)
  })

  it('with the keyboard alone: skip link first, then filters, then incidents', async () => {
    const page = await open('index.html')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.focus('#q')
    await page.keyboard.type('midnight blizzard')
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.matches('tr a'))) break
    }
    await Promise.all([page.waitForURL(/midnight|solorigate/), page.keyboard.press('Enter')])
  })

  it('the feeds are well-formed XML', async () => {
    const page = await open('index.html')
    const xml = readFileSync(join(folder, 'feed.xml'), 'utf8')
    const root = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml')
      return [document.documentElement.localName, document.documentElement.namespaceURI]
    }, xml)
    expect(root).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
  })
})
