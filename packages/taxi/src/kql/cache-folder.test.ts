import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isOurs, makeOurs } from './cache-folder.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taxi-cache-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// Windows keeps a user's folders apart by other means than modes.
describe.skipIf(process.platform === 'win32')('what is kept between runs', () => {
  it('is for the user alone', () => {
    const made = join(folder, 'a', 'plans')
    expect(makeOurs(made)).toBe(true)
    expect(statSync(made).mode & 0o077).toBe(0)
    expect(isOurs(made)).toBe(true)
  })

  it('is not read where others could have written it', () => {
    const plan = join(folder, 'plan.json')
    writeFileSync(plan, '{}', { mode: 0o600 })
    expect(isOurs(plan)).toBe(true)
    chmodSync(plan, 0o666)
    expect(isOurs(plan)).toBe(false)
    chmodSync(folder, 0o777)
    expect(isOurs(folder)).toBe(false)
  })

  it('a folder of ours that stood open is closed before anything is kept in it', () => {
    chmodSync(folder, 0o777)
    expect(makeOurs(folder)).toBe(true)
    expect(isOurs(folder)).toBe(true)
  })

  it('is not kept behind a link, nor where there is no folder to be had', () => {
    const link = join(folder, 'link')
    symlinkSync(tmpdir(), link)
    expect(makeOurs(link)).toBe(false)
    writeFileSync(join(folder, 'file'), '')
    expect(makeOurs(join(folder, 'file', 'plans'))).toBe(false)
    expect(isOurs(join(folder, 'nothing'))).toBe(false)
  })
})
