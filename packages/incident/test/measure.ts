/** Measures what docs/incidents.md states; measure.test.ts runs it on request. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { buildSite, lintPage, writeSite } from '../src/index.js'
import { syntheticPages } from './synthetic.js'

const seconds = (since: number): number => Math.round(performance.now() - since) / 1000

/** Milliseconds from a keystroke to the filtered list having been laid out, per search. */
async function measureSearch(
  folder: string,
): Promise<{ searches: number; medianMs: number; maxMs: number } | null> {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path))
  if (!executablePath) return null
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']
  const browser = await chromium.launch({ executablePath, args })
  const page = await browser.newPage()
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  const times = await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#q')
    const list = document.querySelector<HTMLElement>('table')
    if (!field || !list) throw new Error('no search')
    const words = [
      'token',
      'mailbox rule',
      'case 77',
      'snowflake',
      'no such word',
      '',
      'proxy key',
      'actor 12',
      'microsoft vault',
      'a',
    ]
    return Array.from({ length: 50 }, (_, i) => {
      field.value = words[i % words.length] ?? ''
      const start = performance.now()
      field.dispatchEvent(new Event('input', { bubbles: true }))
      list.getBoundingClientRect()
      return performance.now() - start
    })
  })
  await browser.close()
  times.sort((a, b) => a - b)
  const round = (ms: number | undefined): number => Math.round((ms ?? 0) * 10) / 10
  return {
    searches: times.length,
    medianMs: round(times[times.length >> 1]),
    maxMs: round(times[times.length - 1]),
  }
}

export async function measure(count = 1000): Promise<object> {
  const pages = syntheticPages(count)
  const folder = mkdtempSync(join(tmpdir(), 'taxi-measure-'))
  try {
    const building = performance.now()
    const site = await buildSite(pages)
    const buildSeconds = seconds(building)
    const writing = performance.now()
    writeSite(site, folder)
    const writeSeconds = seconds(writing)
    const linting = performance.now()
    for (const page of pages.slice(0, 100)) lintPage(page.body, page.file, { now: new Date('2026-11-22') })
    const lintMsPerPage = Math.round(seconds(linting) * 10 * 100) / 100
    const bytes = [...site.files.values()].reduce((sum, text) => sum + text.length, 0)
    return {
      incidents: count,
      files: site.files.size,
      megabytes: Math.round(bytes / 1e4) / 100,
      buildSeconds,
      writeSeconds,
      lintMsPerPage,
      search: await measureSearch(folder),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
