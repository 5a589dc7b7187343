import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import type { Command, Io } from '../command.js'
import { ownIncidents } from '../incident/own-incidents.js'
import { command as build } from './incident-build.js'
import { command as hunt } from './incident-hunt.js'
import { command as importPages } from './incident-import.js'
import { command as lint } from './incident-lint.js'

const folder = mkdtempSync(join(tmpdir(), 'taxi-incident-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(command: Command, args: string[], options: object, json = false) {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    stdin: Readable.from([]),
    isTerminal: false,
    json,
    debug: false,
    signal: new AbortController().signal,
  }
  const exit = await command.run({ args, options, io })
  return { exit, out: out.join(''), err: err.join('') }
}

const faulty =
  '---\ntitle: A page\nvictim: Somebody\nfinal_status: ""\n---\n\nOn May 22th, 2024 it [ended]().\n'
const page = join(folder, 'page.txt')

describe('taxi incident lint', () => {
  it('prints the findings as scripts expect them, and exits with 2', async () => {
    writeFileSync(page, faulty)
    const { exit, out } = await run(lint, [page], {}, true)
    expect(exit).toBe(2)
    const { findings } = JSON.parse(out)
    expect(findings.map((finding: { rule: string }) => finding.rule)).toEqual([
      'empty-field',
      'ordinal-suffix',
      'empty-link-target',
    ])
    expect(findings[1]).toEqual({
      file: page,
      line: 7,
      column: 8,
      rule: 'ordinal-suffix',
      message: '22th should be 22nd',
      fixable: true,
    })
  })

  it('--fix repairs the file, says what is left, and leaves every other byte alone', async () => {
    writeFileSync(page, faulty)
    const { exit, out } = await run(lint, [page], { fix: true })
    expect(exit).toBe(2)
    expect(out).not.toContain('ordinal-suffix')
    expect(readFileSync(page, 'utf8')).toBe(faulty.replace('22th', '22nd'))
  })

  it('--sarif names rule and place', async () => {
    writeFileSync(page, faulty)
    const { runs } = JSON.parse((await run(lint, [page], { sarif: true })).out)
    const [first] = runs[0].results
    expect(runs[0].tool.driver.rules[first.ruleIndex].id).toBe(first.ruleId)
    expect(first.locations[0].physicalLocation.region).toEqual({ startLine: 4, startColumn: 15 })
  })

  it('the pages that come with the product are clean: exit 0', async () => {
    const { exit, out } = await run(lint, [ownIncidents], { now: new Date('2026-11-22') }, true)
    expect([exit, JSON.parse(out)]).toEqual([0, { findings: [] }])
  })

  it('a path that is not there is an error with a code', async () => {
    await expect(run(lint, [join(folder, 'nothing')], {})).rejects.toMatchObject({ code: 'INC101' })
  })

  it('a file that is no text is an error with a code', async () => {
    writeFileSync(page, Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]))
    await expect(run(lint, [page], {})).rejects.toMatchObject({ code: 'INC102' })
  })
})

describe('taxi incident build, hunt and import', () => {
  it('builds the site of the own incidents', async () => {
    const out = join(folder, 'site')
    const { exit, out: text } = await run(build, [], { content: ownIncidents, out, hunts: false }, true)
    expect(exit).toBe(0)
    expect(JSON.parse(text).incidents).toBeGreaterThanOrEqual(12)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('Storm-0558')
  })

  it('an incident nobody wrote is an error that names those there are', async () => {
    await expect(
      run(hunt, ['storm-9999'], { content: ownIncidents, workspace: folder }),
    ).rejects.toMatchObject({
      code: 'INC302',
      hint: expect.stringContaining('storm-0558'),
    })
  })

  it('imports a page and keeps its body', async () => {
    const source = join(folder, 'index.md')
    const target = join(folder, 'out.md')
    const body =
      '\n## Timeline\n\n| Date | Event |\n|---|---|\n| **May 15, 2023** | Mail is [read](https://a.test/) |\n'
    writeFileSync(source, `---\ntitle: A page\nodd: kept\n---\n${body}`)
    const { exit, out } = await run(importPages, [source], { out: target }, true)
    expect([exit, JSON.parse(out)]).toMatchObject([0, { events: 1, unknown: ['odd'] }])
    expect(readFileSync(target, 'utf8').endsWith(`---\n${body}`)).toBe(true)
  })
})
