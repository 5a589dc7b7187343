import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everything } from '@bigyellowtaxi/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Io } from '../command.js'
import { runCase } from './investigate.js'
import { showCase } from './show.js'

const folder = mkdtempSync(join(tmpdir(), 'taxi-case-'))
afterAll(() => rmSync(folder, { recursive: true }))

const hostile = '=HYPERLINK("http://evil.example","<script>alert(1)</script>")\u202etxt.exe'
const owner = 'ceo@contoso.example'
const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (day: number, time: string): string => `2026-03-${String(day).padStart(2, '0')}T${time}`

let serial = 0
const record = (more: object): object => ({
  Id: guid(++serial),
  OrganizationId: guid(999_999),
  Workload: 'Exchange',
  UserType: 0,
  UserId: owner,
  UserKey: '1',
  Version: 1,
  MailboxOwnerUPN: owner,
  LogonType: 0,
  ClientIPAddress: '198.51.100.7',
  ClientInfoString: 'Client=OWA;Action=ViaProxy',
  ...more,
})

const read = (time: string, message: string, more: object = {}): object =>
  record({
    CreationTime: time,
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    OperationProperties: [
      { Name: 'MailAccessType', Value: 'Bind' },
      { Name: 'IsThrottled', Value: 'False' },
    ],
    OperationCount: 1,
    Folders: [{ Id: 'f', Path: '\\Inbox', FolderItems: [{ InternetMessageId: message, SizeInBytes: 2048 }] }],
    ...more,
  })

/** Twenty days of a mailbox, then a stranger at night; one subject is written to hurt whoever opens the report. */
function tenant(): readonly object[] {
  serial = 0
  const days = Array.from({ length: 20 }, (_, i) => i + 1).flatMap((day) => [
    record({
      CreationTime: at(day, '08:00:00'),
      Operation: 'UserLoggedIn',
      RecordType: 15,
      Workload: 'AzureActiveDirectory',
      ClientIP: '198.51.100.7',
      MailboxOwnerUPN: undefined,
    }),
    read(at(day, '09:00:00'), `<day-${day}@contoso.example>`),
    record({
      CreationTime: at(day, '10:00:00'),
      Operation: 'Send',
      RecordType: 2,
      Item: {
        Id: `s${day}`,
        InternetMessageId: `<sent-${day}@contoso.example>`,
        Subject: day === 5 ? hostile : `note ${day}`,
      },
    }),
  ])
  const stranger = {
    ClientIPAddress: '203.0.113.66',
    SessionId: 'forged',
    AppId: guid(666),
    ClientAppId: guid(666),
  }
  return [
    ...days,
    read(at(18, '02:00:00'), '<sent-5@contoso.example>', stranger),
    read(at(18, '02:03:00'), '<day-3@contoso.example>', stranger),
  ]
}

const quiet: Io = {
  stdout: () => {},
  stderr: () => {},
  stdin: process.stdin,
  isTerminal: false,
  json: false,
  debug: false,
  signal: new AbortController().signal,
}

const run = (name: string, paths: readonly string[], zone = 'UTC') =>
  runCase({ paths, out: join(folder, name), scope: everything, zone, version: 'test' }, quiet)

const file = (name: string, output: string): string => readFileSync(join(folder, name, output), 'utf8')

// every rule is compiled and run, several times: minutes where the machine is busy
const patience = 300_000

describe('an investigated case', { timeout: patience }, () => {
  const input = join(folder, 'audit.ndjson')
  beforeAll(async () => {
    writeFileSync(
      input,
      `${tenant()
        .map((one) => JSON.stringify(one))
        .join('\n')}\n`,
    )
    await run('one', [input])
  }, patience)

  it('is written as recorded', async () => {
    await expect(file('one', 'report.json')).toMatchFileSnapshot('golden/report.json')
    await expect(file('one', 'ledger.csv')).toMatchFileSnapshot('golden/ledger.csv')
    await expect(file('one', 'report.html')).toMatchFileSnapshot('golden/report.html')
  })

  it('gives the same bytes again, wherever it lies', async () => {
    await run('two', [input])
    for (const output of ['report.html', 'report.json', 'ledger.csv', 'manifest.json'])
      expect(file('two', output)).toBe(file('one', output))
    for (const output of ['report.html', 'report.json', 'manifest.json'])
      expect(file('one', output)).not.toContain(folder)
  })

  it('lists in the manifest every input, output and question with its hash', () => {
    const manifest = JSON.parse(file('one', 'manifest.json'))
    expect(manifest.inputs[0]).toMatchObject({
      file: 'audit.ndjson',
      sha256: createHash('sha256').update(readFileSync(input)).digest('hex'),
    })
    for (const { file: output, sha256 } of manifest.outputs)
      expect(createHash('sha256').update(file('one', output)).digest('hex')).toBe(sha256)
    expect(manifest.queries.length).toBeGreaterThan(10)
    expect(manifest.rules).toContainEqual({
      rule: 'MBX-03',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    })
  })

  it('finds the stranger and names the evidence by file and line', () => {
    const report = JSON.parse(file('one', 'report.json'))
    const finding = report.findings.find((one: { rule: string }) => one.rule === 'MBX-08')
    expect(finding).toMatchObject({ mailboxes: [owner], contexts: [expect.stringMatching(/^C-/)] })
    const lines = report.evidence.filter((one: { id: string }) => finding.evidence.includes(one.id))
    expect(lines.map((one: { file: string; line: number }) => [one.file, one.line])).toEqual([
      ['audit.ndjson', 61],
      ['audit.ndjson', 62],
    ])
    expect(report.incidents).toHaveLength(1)
    expect(report.incidents[0].exposed).toMatchObject({ read: 2 })
  })

  it('shows hostile text as text: no markup, no formula, no direction marks', () => {
    const page = file('one', 'report.html')
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('\u202e')
    expect(page).toContain('[U+202E]')
    expect(file('one', 'ledger.csv')).toContain(`"'=HYPERLINK(`)
    expect(file('one', 'ledger.csv')).not.toMatch(/,"?=HYPERLINK/)
  })

  it('is a page that asks nothing of the outside and runs only its own script', () => {
    const page = file('one', 'report.html')
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/(?:src|href)="(?!#)/)
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(page).toContain(`'sha256-${hash}'`)
  })

  it('shows another time zone without changing the data', async () => {
    await run('berlin', [input], 'Europe/Berlin')
    expect(file('berlin', 'report.json')).toBe(file('one', 'report.json'))
    expect(file('berlin', 'ledger.csv')).toBe(file('one', 'ledger.csv'))
    expect(file('berlin', 'report.html')).toContain('2026-03-18 03:03:00')
  })

  it('loads the other inputs when one cannot be read, and says so in the report and by the exit code', async () => {
    const missing = join(folder, 'missing.csv')
    const errors: string[] = []
    const result = await run('partly', [input, missing])
    expect(result.report.failures).toMatchObject([{ code: 'ING101' }])
    expect(showCase(result, { ...quiet, stderr: (text) => errors.push(text) })).toBe(2)
    expect(errors.join('')).toContain('missing.csv')
    const nothing = await run('nothing', [missing])
    expect(showCase(nothing, quiet)).toBe(1)
    expect(nothing.report.summary[0]).toContain('No audit records at hand')
  })
})
