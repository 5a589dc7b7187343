import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { selfAdapter } from '../self/adapter.js'
import { attackCases } from './cases/index.js'
import { controlCases } from './controls/index.js'
import { profileNames } from './profiles.js'
import { isGreen, type Report, summaryOf } from './report.js'
import { runConformance } from './run.js'
import type { Answer, TargetAdapter } from './target.js'

const always = (answer: Answer, seen: string[] = []): TargetAdapter => ({
  name: 'always the same',
  profiles: profileNames,
  clock: 'kit',
  create: () => ({
    async present(token) {
      seen.push(token)
      return answer
    },
  }),
})

describe('the cases', () => {
  it('are the 82 of the matrix, each paired with a control that exists', () => {
    const controls = new Set(controlCases.map(({ id }) => id))
    expect(attackCases).toHaveLength(82)
    expect(new Set(attackCases.map(({ id }) => id)).size).toBe(82)
    expect(attackCases.filter(({ control }) => !controls.has(control))).toEqual([])
    expect(controls.size).toBeGreaterThanOrEqual(20)
  })

  it('each rest on a clause', () => {
    expect(attackCases.filter(({ clause }) => clause.length < 8)).toEqual([])
  })
})

describe('our verifier', () => {
  let report: Report
  beforeAll(async () => {
    report = await runConformance(selfAdapter)
  })

  it('accepts none of the forged cases and all of the lawful ones', () => {
    const failed = report.cases.filter(({ outcome }) => outcome !== 'pass')
    expect(failed.map(({ id, problems }) => ({ id, problems }))).toEqual([])
    expect(summaryOf(report)).toMatchObject({
      attacks: 82,
      attacksAccepted: 0,
      controls: 34,
      controlsAccepted: 34,
    })
  })

  it('gives every refusal a stable code', () => {
    const refused = report.cases
      .flatMap(({ trials }) => trials)
      .filter(({ outcome }) => outcome === 'refused')
    const coded = refused.filter(({ code }) => code !== undefined)
    expect(coded.length).toBeGreaterThan(150)
    expect(coded.filter(({ code }) => !/^TOK\d{3}$|^[a-z-]+$/.test(code ?? ''))).toEqual([])
  })
})

describe('the kit tells', () => {
  it('a verifier that accepts everything', async () => {
    const report = await runConformance(always({ kind: 'accepted', identity: 'ada' }), { renewal: 'flawed' })
    const passed = report.cases.filter(({ kind, outcome }) => kind === 'attack' && outcome === 'pass')
    expect(passed.map(({ id }) => id)).toEqual([])
  })

  it('a verifier that refuses everything', async () => {
    expect(isGreen(await runConformance(always({ kind: 'refused' })))).toBe(false)
  })

  it('a verifier that falls over', async () => {
    const report = await runConformance(always({ kind: 'broken', reason: 'answered 500', status: 500 }))
    expect(report.cases.find(({ id }) => id === 'KC-01')?.problems.join()).toContain('500')
    expect(isGreen(report)).toBe(false)
  })

  it('a renewal service as flawed as the one of 2023 in all seven cases, and passes the mended one', async () => {
    const outcomes = async (renewal: 'flawed' | 'sound') =>
      (await runConformance(selfAdapter, { renewal, only: ['RN'] })).cases
        .filter(({ kind }) => kind === 'attack')
        .map(({ id, accepted }) => `${id} ${accepted}`)
    const ids = [1, 2, 3, 4, 5, 6, 7].map((n) => `RN-0${n}`)
    expect(await outcomes('flawed')).toEqual(ids.map((id) => `${id} true`))
    expect(await outcomes('sound')).toEqual(ids.map((id) => `${id} false`))
  })
})

describe('a run', () => {
  const tokensOf = async (seed: string, startedAt: number): Promise<readonly string[]> => {
    const seen: string[] = []
    await runConformance(always({ kind: 'refused' }, seen), { seed, startedAt, only: ['KC', 'AL'] })
    return seen
  }

  it('gives the same tokens for the same seed and clock, and others for others', async () => {
    const at = Date.UTC(2026, 0, 1)
    const once = await tokensOf('a', at)
    expect(await tokensOf('a', at)).toEqual(once)
    expect((await tokensOf('a', at + 60_000))[0]).not.toBe(once[0])
    expect((await tokensOf('b', at))[0]).not.toBe(once[0])
  })

  it('can be narrowed to some cases, with the controls they need', async () => {
    const { cases } = await runConformance(selfAdapter, { only: ['KC-01'] })
    expect(cases.map(({ id }) => id)).toEqual(['PC-01', 'KC-01'])
  })

  it('stops when told to', async () => {
    const run = runConformance(selfAdapter, { signal: AbortSignal.abort(new Error('interrupted')) })
    await expect(run).rejects.toThrow('interrupted')
  })
})

it('the kit imports nothing of the verifier, so that no mistake is shared', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  expect(sources.length).toBeGreaterThan(30)
  expect(
    sources.filter((name) => /from '.*\/verify\//.test(readFileSync(join(folder, name), 'utf8'))),
  ).toEqual([])
})
