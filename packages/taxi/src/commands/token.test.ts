import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { inspectToken } from '@bigyellowtaxi/token'
import { type Answer, runConformance, type TargetAdapter } from '@bigyellowtaxi/token/kit'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Command, ExitCode, Io } from '../command.js'
import { command as conformance } from './token-conformance.js'
import { command as inspect } from './token-inspect.js'

interface Ran {
  readonly exit: ExitCode
  readonly out: string
}

async function run(
  command: Command,
  options: object,
  given: { args?: readonly string[]; stdin?: string; json?: boolean } = {},
): Promise<Ran> {
  let out = ''
  const io: Io = {
    stdout: (text) => {
      out += text
    },
    stderr: () => {},
    stdin: Readable.from([given.stdin ?? '']),
    isTerminal: false,
    json: given.json ?? false,
    debug: false,
    signal: new AbortController().signal,
  }
  const exit = await command.run({ args: given.args ?? [], options, io })
  return { exit, out }
}

/** Tokens of the kit by case, and the key set they belong to, taken from a run against a target that records them. */
async function samples() {
  const seen: string[] = []
  let keys = ''
  const adapter: TargetAdapter = {
    name: 'recorder',
    clock: 'kit',
    create: ({ fetch }) => ({
      async present(token): Promise<Answer> {
        const response = await fetch('https://login.microsoftonline.com/common/discovery/v2.0/keys')
        keys = await response.text()
        seen.push(token)
        return { kind: 'refused' }
      },
    }),
  }
  const report = await runConformance(adapter, { only: ['KC-01'] })
  const folder = await mkdtemp(join(tmpdir(), 'token-'))
  const file = join(folder, 'keys.json')
  await writeFile(file, keys)
  return { lawful: seen[0] ?? '', forged: seen[1] ?? '', file, folder, at: report.startedAt }
}

const defaults = { profile: 'workforce', port: '4242', issuers: 'real', seed: 'taxi', renewal: 'sound' }
let sample: Awaited<ReturnType<typeof samples>>
beforeAll(async () => {
  sample = await samples()
})

describe('taxi token inspect', () => {
  const judged = (token: string, extra: object = {}, json = false) =>
    run(inspect, { cloud: 'commercial', keys: sample.file, at: sample.at, ...extra }, { stdin: token, json })

  it('passes a lawful token and names its signer', async () => {
    const { exit, out } = await judged(sample.lawful, { tenant: ['organizations'] })
    expect(exit).toBe(0)
    expect(out).toContain('access token of a user')
    expect(out).toContain('{tenantid}')
  })

  it('fails a token signed with a consumer key on that check alone, with the clause', async () => {
    const { exit, out } = await judged(`Bearer ${sample.forged}\n`)
    expect(exit).toBe(2)
    expect(out.match(/FAIL/g)).toHaveLength(1)
    expect(out).toContain('RFC 8725 section 3.8')
  })

  it('never prints the token or its signature', async () => {
    for (const json of [true, false]) {
      const { out } = await judged(sample.forged, {}, json)
      for (const part of sample.forged.split('.')) expect(out).not.toContain(part)
    }
  })

  it('without a key set says that nothing about the key was checked', async () => {
    const { exit, out } = await judged(sample.forged, { keys: undefined })
    expect(exit).toBe(0)
    expect(out).toContain('no key set was given')
  })

  it('prints for machines what the package found', async () => {
    const { out } = await judged(sample.forged, {}, true)
    const { checks } = JSON.parse(out)
    expect(checks).toHaveLength((await inspectToken(sample.forged)).checks.length)
    expect(checks.find((check: { id: string }) => check.id === 'key-issuer').outcome).toBe('fail')
  })

  it('says what is wrong with what is no token, no key set, or far too long', async () => {
    await expect(judged('abc')).rejects.toMatchObject({ code: 'TOK100' })
    await expect(judged(sample.lawful, { keys: '/nowhere.json' })).rejects.toMatchObject({ code: 'TOK032' })
    await expect(judged('x'.repeat(300_000))).rejects.toMatchObject({ code: 'TOK031' })
  })
})

describe('taxi token conformance', () => {
  it('--self --json prints every case as the contract for scripts has it', async () => {
    const { exit, out } = await run(conformance, { ...defaults, self: true }, { json: true })
    expect(exit).toBe(0)
    const { cases } = JSON.parse(out) as { cases: { id: string; kind: string; accepted: boolean }[] }
    const of = (kind: string) => cases.filter((one) => one.kind === kind)
    expect(of('attack')).toHaveLength(82)
    expect(of('attack').filter(({ accepted }) => accepted)).toEqual([])
    expect(of('control').filter(({ accepted }) => accepted).length).toBeGreaterThanOrEqual(20)
  })

  it('--adapter tests a function from a file, and exits 2 where it accepts what it must not', async () => {
    const file = join(sample.folder, 'open.mjs')
    await writeFile(file, 'export const verify = async () => "anybody"\n')
    const { exit, out } = await run(conformance, { ...defaults, adapter: file, only: ['KC-01'] })
    expect(exit).toBe(2)
    expect(out).toContain('accepted: v2')
    expect(out).toContain('cannot mint a token')
  })

  it('--junit and --sarif print reports', async () => {
    const options = { ...defaults, self: true, only: ['KC-01'] }
    expect((await run(conformance, { ...options, junit: true })).out).toContain('<testsuites')
    expect(JSON.parse((await run(conformance, { ...options, sarif: true })).out).version).toBe('2.1.0')
  })

  it('--setup prints what a service must be told', async () => {
    const { out } = await run(conformance, { ...defaults, setup: true })
    expect(JSON.parse(out)).toMatchObject({ keySetUrl: 'http://127.0.0.1:4242/common/discovery/v2.0/keys' })
  })

  it('says what is missing or wrong on the command line', async () => {
    const file = join(sample.folder, 'empty.mjs')
    await writeFile(file, 'export {}\n')
    await expect(run(conformance, defaults)).rejects.toMatchObject({ code: 'TOK020' })
    await expect(run(conformance, { ...defaults, target: 'x' })).rejects.toMatchObject({ code: 'TOK021' })
    await expect(run(conformance, { ...defaults, adapter: '/nowhere.mjs' })).rejects.toMatchObject({
      code: 'TOK022',
    })
    await expect(run(conformance, { ...defaults, adapter: file })).rejects.toMatchObject({ code: 'TOK011' })
    await expect(run(conformance, { ...defaults, target: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
      code: 'TOK012',
    })
  })
})
