import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace, ingest } from '@bigyellowtaxi/lake'
import { afterAll, describe, expect, it } from 'vitest'
import type { Command, Io } from '../command.js'
import { command as evaluateCommand } from './evaluate.js'
import { command as simulateCommand } from './simulate.js'

const folder = mkdtempSync(join(tmpdir(), 'taxi-simulate-'))
const tenant = join(folder, 'tenant')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(command: Command, options: object, json = true): Promise<{ code: number; out: string }> {
  let out = ''
  const io: Io = {
    stdout: (text) => {
      out += text
    },
    stderr: () => {},
    stdin: process.stdin,
    isTerminal: false,
    json,
    debug: false,
    signal: new AbortController().signal,
  }
  const code = await command.run({ args: [], options, io })
  return { code, out }
}

const options = {
  mailboxes: '8',
  days: '4',
  seed: '5',
  storyline: ['all'],
  shape: ['all'],
  tier: 'E5',
  density: '60',
  start: '2026-03-02',
}

describe('taxi simulate, taxi ingest, taxi evaluate', () => {
  let files: { file: string; shape: string; records: number }[] = []

  it('writes every shape and the truth', async () => {
    const { code, out } = await run(simulateCommand, { ...options, out: tenant })
    files = JSON.parse(out).files
    expect(code).toBe(0)
    expect(files.length).toBeGreaterThan(15)
    expect(JSON.parse(readFileSync(join(tenant, 'truth.json'), 'utf8')).storylines).toHaveLength(8)
  })

  it('ingests every shape with no reject, and the same record once whatever shape it came in', async () => {
    const workspace = await createWorkspace(join(folder, 'workspace'))
    const inputs = files.map(({ file }) => ({ path: file, open: () => createReadStream(join(tenant, file)) }))
    const report = await ingest(workspace, inputs)
    expect(report.files.map(({ error }) => error).filter(Boolean)).toEqual([])
    expect(report.totals.rejects).toBe(0)
    const audit = report.files.filter(({ path }) =>
      /^(audit|search|extractor|purview|graph-audit|CloudApp|OfficeActivity)/.test(path),
    )
    expect(audit.slice(1).map(({ records }) => records)).toEqual(audit.slice(1).map(() => 0))
  })

  it('evaluates findings, for people and for machines', async () => {
    const truthFile = join(tenant, 'truth.json')
    const story = JSON.parse(readFileSync(truthFile, 'utf8')).storylines[0]
    const findings = join(folder, 'report.json')
    const finding = {
      id: 'f',
      rule: 'MBX-03',
      evidence: story.recordIds,
      mailboxes: story.mailboxes,
      detectedAt: story.firstRecordTime,
    }
    writeFileSync(
      findings,
      JSON.stringify({ findings: [finding], incidents: [{ id: 'i', findings: ['f'] }] }),
    )
    const machine = JSON.parse((await run(evaluateCommand, { truth: truthFile, findings })).out)
    expect(machine).toMatchObject({ falseIncidentsPer1000MailboxDays: 0 })
    expect(machine.storylines[0]).toMatchObject({ name: 'storm-0558', recall: 1, firstFindingSeconds: 0 })
    const { out } = await run(evaluateCommand, { truth: truthFile, findings }, false)
    expect(out).toContain('storm-0558')
    expect(out).toContain('MISSED')
  })

  it('says what is missing', async () => {
    await expect(run(simulateCommand, options)).rejects.toMatchObject({ code: 'USAGE' })
    await expect(run(evaluateCommand, {})).rejects.toMatchObject({ code: 'USAGE' })
    await expect(run(evaluateCommand, { truth: 'nowhere', findings: 'nowhere' })).rejects.toMatchObject({
      code: 'EVA005',
    })
  })
})
