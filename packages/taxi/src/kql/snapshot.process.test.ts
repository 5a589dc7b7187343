import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileHere } from './compile-here.js'
import { requestOf } from './compile-request.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const build = at('../../dist/kql/build-snapshot.js')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taxi-snapshot-'))
  execFileSync(process.execPath, [at('../../../../scripts/bundle-compiler.js')])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const buildIn = (cache: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [build], {
    env: { ...process.env, ...env, TAXI_CACHE: cache },
    encoding: 'utf8',
  })

it('the snapshot can be built, and compiles as the compiler here does', async () => {
  const cache = join(folder, 'good')
  expect(buildIn(cache).status).toBe(0)
  const [blob, ...others] = readdirSync(cache)
  expect(others).toEqual([])
  const options = { now: new Date('2026-03-01T00:00:00Z'), present: { relations: ['audit'] } }
  for (const text of [
    'OfficeActivity | where TimeGenerated > ago(1d) and Operation has "Mail" | summarize make_set(ClientIP) by UserId',
    'SigninLogs | where NoSuchColumn == 1',
  ]) {
    const answer = spawnSync(process.execPath, ['--snapshot-blob', join(cache, blob ?? '')], {
      input: JSON.stringify(requestOf(text, options)),
      env: { ...process.env, NODE_OPTIONS: '' },
      encoding: 'utf8',
    })
    expect(JSON.parse(answer.stdout)).toEqual(JSON.parse(JSON.stringify(await compileHere(text, options))))
  }
})

// A library that cannot be loaded into the building process stands for whatever may go wrong there.
it('one that cannot be built leaves a reason behind, and nothing to start from', () => {
  const cache = join(folder, 'bad')
  const limited = join(folder, 'limited.cjs')
  const script = `
    const child = require('node:child_process')
    const { spawnSync } = child
    child.spawnSync = (file, given, options) => spawnSync(file, [...given.slice(0, -2), 'no-such-parser.js', 'none.js'], options)
    require('node:module').syncBuiltinESMExports()`
  writeFileSync(limited, script)
  expect(buildIn(cache, { NODE_OPTIONS: `--require ${limited}` }).status).toBe(1)
  const [failed, ...others] = readdirSync(cache)
  expect(others).toEqual([])
  expect(failed).toMatch(/\.blob\.failed$/)
  expect(readFileSync(join(cache, failed ?? ''), 'utf8')).toMatch(/no-such-parser/)
})
