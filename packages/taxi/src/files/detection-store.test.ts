import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Rule, RuleRun } from '@bigyellowtaxi/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeFingerprint } from './code-fingerprint.js'
import { openRunStore } from './detection-store.js'

let workspace: string
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'taxi-runs-'))
})
afterEach(() => rmSync(workspace, { recursive: true, force: true }))

const rule = { id: 'MBX-01', query: 'OfficeActivity' } as unknown as Rule
const run = { outcome: 'clean' } as unknown as RuleRun
const window = { from: 0, to: 1 }

it('a kept run is taken up by the code that made it, and by no other', async () => {
  const store = await openRunStore(workspace, [], { code: 'one' })
  await store.set(rule, window, run)
  expect((await store.get(rule))?.run).toEqual(run)
  expect((await (await openRunStore(workspace, [], { code: 'one' })).get(rule))?.run).toEqual(run)
  expect(await (await openRunStore(workspace, [], { code: 'two' })).get(rule)).toBeUndefined()
})

it('nor for another tenant', async () => {
  const store = await openRunStore(workspace, [], { code: 'one', tenant: 'a' })
  await store.set(rule, window, run)
  expect(await (await openRunStore(workspace, [], { code: 'one', tenant: 'b' })).get(rule)).toBeUndefined()
})

it('the same code is known again', async () => {
  expect(await codeFingerprint()).toBe(await codeFingerprint())
})
