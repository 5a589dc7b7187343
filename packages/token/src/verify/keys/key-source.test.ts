import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TokenRejection } from '../errors.js'
import { refreshingKeys } from './key-source.js'
import { readKeySet, type SigningKeys } from './signing-key.js'

const minute = 60_000
const published = (...kids: readonly string[]): SigningKeys =>
  readKeySet({ keys: kids.map((kid) => ({ kty: 'RSA', kid, n: 'AQAB', e: 'AQAB' })) }) ?? new Map()

describe('a key source', () => {
  let now = 0
  let loads = 0
  let load: () => Promise<SigningKeys> = async () => published('a')
  const source = () =>
    refreshingKeys({
      load: () => {
        loads += 1
        return load()
      },
      now: () => now,
      ttlMs: 10 * minute,
      refetchIntervalMs: minute / 2,
      unknownKidWaitMs: 200,
    })
  const codeOf = async (work: unknown): Promise<string> => {
    try {
      await work
      return 'found'
    } catch (error) {
      return (error as TokenRejection).code
    }
  }
  const find = (keys: ReturnType<typeof source>, kid: unknown) => codeOf((async () => keys.find(kid))())

  beforeEach(() => {
    vi.useFakeTimers()
    now = Date.UTC(2026, 0, 1)
    loads = 0
    load = async () => published('a')
  })
  afterEach(() => vi.useRealTimers())

  it('fetches once for many tokens', async () => {
    const keys = source()
    expect(await Promise.all(['a', 'a', 'a'].map((kid) => find(keys, kid)))).toEqual([
      'found',
      'found',
      'found',
    ])
    expect(loads).toBe(1)
  })

  it('answers without a promise while warm', async () => {
    const keys = source()
    await keys.find('a')
    expect(keys.find('a')).not.toBeInstanceOf(Promise)
  })

  it('refetches at most once in thirty seconds, whatever kids arrive', async () => {
    const keys = source()
    await keys.find('a')
    for (let second = 0; second < 300; second++) {
      now += 1000
      expect(await find(keys, `unknown-${second}`)).toBe('TOK301')
    }
    expect(loads).toBeLessThanOrEqual(1 + 300 / 30)
  })

  it('answers an unknown kid after 200 ms when the endpoint is silent', async () => {
    const keys = source()
    await keys.find('a')
    now += minute
    load = () => new Promise(() => {})
    const answer = find(keys, 'unknown')
    await vi.advanceTimersByTimeAsync(200)
    expect(await answer).toBe('TOK301')
  })

  it('picks up a key rotated in', async () => {
    const keys = source()
    await keys.find('a')
    now += minute
    load = async () => published('a', 'b')
    expect(await find(keys, 'b')).toBe('found')
  })

  it('refuses a withdrawn key once its lifetime is over', async () => {
    const keys = source()
    await keys.find('a')
    load = async () => published('b')
    now += 10 * minute
    expect(await find(keys, 'a')).toBe('TOK301')
  })

  it('lives through an outage shorter than half its lifetime, and fails closed after', async () => {
    const keys = source()
    await keys.find('a')
    load = async () => Promise.reject(new Error('down'))
    now += 9 * minute
    expect(await find(keys, 'a')).toBe('found')
    await vi.advanceTimersByTimeAsync(0)
    now += minute
    expect(await find(keys, 'a')).toBe('TOK302')
    load = async () => published('a')
    expect(await find(keys, 'a')).toBe('TOK302')
    now += minute
    expect(await find(keys, 'a')).toBe('found')
  })

  it('refreshes in the background from half its lifetime on', async () => {
    const keys = source()
    await keys.find('a')
    now += 5 * minute
    expect(await find(keys, 'a')).toBe('found')
    expect(loads).toBe(2)
  })

  it('trusts nothing after the clock was set far back', async () => {
    const keys = source()
    await keys.find('a')
    load = async () => Promise.reject(new Error('down'))
    now -= 24 * 60 * minute
    expect(await find(keys, 'a')).toBe('TOK302')
  })

  it.each([[undefined], [7], [['a']], [{}], [null]])('finds no key for the kid %j', async (kid) => {
    const keys = source()
    await keys.find('a')
    expect(await find(keys, kid)).toBe('TOK301')
    expect(loads).toBe(1)
  })
})
