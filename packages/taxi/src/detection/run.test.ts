import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace } from '@bigyellowtaxi/lake'
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
