import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createWorkspace, ingest } from '@bigyellowtaxi/lake'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDetection, wholeRun } from './run.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-detection-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('rules over a workspace without a record', () => {
  it('are clean for none of them: nothing was logged that could be', async () => {
    await createWorkspace(join(folder, 'empty'))
    const { decided, rules } = await runDetection({ ...wholeRun, folder: join(folder, 'empty') })
    expect(new Set(decided.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['not-evaluable']))
    expect(decided.outcomes).toHaveLength(rules.length)
  })
})

describe('a watchlist of exceptions', () => {
  it('is what a rule passes over from the next run on, also where runs are kept', async () => {
    const workspace = join(folder, 'scanner')
    const signIn = JSON.stringify({
      id: 'aaaaaaaa-0000-4000-8000-000000000001',
      createdDateTime: '2026-03-02T10:00:00Z',
      userPrincipalName: 'scanner@contoso.example',
      appId: 'bbbbbbbb-0000-4000-8000-000000000002',
      ipAddress: '192.0.2.20',
      clientAppUsed: 'Authenticated SMTP',
      signInEventTypes: ['interactiveUser'],
      status: { errorCode: 0 },
    })
    await ingest(await createWorkspace(workspace), [
      { path: 'signins.json', sizeBytes: signIn.length, open: () => Readable.from([Buffer.from(signIn)]) },
    ])
    const found = async () => {
      const request = { ...wholeRun, folder: workspace, ruleIds: ['SIG-16'], useStore: true }
      return (await runDetection(request)).decided.findings.map(({ rule, reasons }) =>
        [rule, ...reasons].join(': '),
      )
    }
    const once = [
      expect.stringContaining('SIG-16: scanner@contoso.example signed in over Authenticated SMTP'),
    ]
    expect(await found()).toEqual(once)
    expect(await found()).toEqual(once)
    await mkdir(join(workspace, 'watchlists'))
    await writeFile(
      join(workspace, 'watchlists', 'LegacyProtocolExceptions.csv'),
      'SearchKey\nScanner@contoso.example\n',
    )
    expect(await found()).toEqual([])
  })
})
