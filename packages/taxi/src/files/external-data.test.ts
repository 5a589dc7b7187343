import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findExternal } from './external-data.js'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'taxi-external-')))
  await mkdir(join(folder, 'lists', 'lists.example', 'x'), { recursive: true })
  await writeFile(join(folder, 'lists', 'bad.csv'), 'ip\n203.0.113.5\n')
  await writeFile(join(folder, 'lists', 'lists.example', 'x', 'saved.csv'), 'ip\n')
  await writeFile(join(folder, 'secret.csv'), 'x\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const never: typeof fetch = () => Promise.reject(new Error('nothing may be asked'))
const answering =
  (answers: Readonly<Record<string, Response>>): typeof fetch =>
  (address) => {
    const found = answers[String(address)]
    return found ? Promise.resolve(found) : Promise.reject(new Error(`asked ${String(address)}`))
  }
const to = (location: string) => new Response(null, { status: 302, headers: { location } })

describe('a local file', () => {
  const find = (uri: string) =>
    findExternal(uri, { dirs: [join(folder, 'lists')], hosts: [] }, undefined, never)

  it('is found by its place in an allowed folder, by its whole path and as file:', async () => {
    const path = join(folder, 'lists', 'bad.csv')
    expect(await find('bad.csv')).toEqual({ ok: true, path })
    expect(await find(path)).toEqual({ ok: true, path })
    expect(await find(`file://${path}`)).toEqual({ ok: true, path })
  })

  it('is not found outside, by dots, by its path, or through a link that leads out', async () => {
    await symlink(join(folder, 'secret.csv'), join(folder, 'lists', 'link.csv'))
    for (const uri of ['../secret.csv', join(folder, 'secret.csv'), 'link.csv', '.', '', 'x\0y'])
      expect(await find(uri)).toMatchObject({ ok: false })
  })

  it('stands for the address it was saved from', async () => {
    const path = join(folder, 'lists', 'lists.example', 'x', 'saved.csv')
    expect(await find('https://lists.example/x/saved.csv?sig=1')).toEqual({ ok: true, path })
    expect(await find('https://lists.example/%2e%2e/%2e%2e/secret.csv')).toMatchObject({ ok: false })
  })
})

describe('an address', () => {
  const find = (uri: string, ask: typeof fetch, hosts = ['lists.example']) =>
    findExternal(uri, { dirs: [], hosts, fetched: folder }, undefined, ask)

  it('is not asked unless its host is allowed, and the refusal names both ways', async () => {
    const found = await find('https://other.example/x.csv', never)
    expect(found).toMatchObject({ ok: false, message: expect.stringContaining('other.example') })
    expect(found).toMatchObject({
      hint: expect.stringMatching(/--allow-host other\.example.*--allow-dir DIR/),
    })
    expect(await find('http://lists.example/x.csv', never)).toMatchObject({ ok: false })
    expect(await find('https://lists.example:8443/x.csv', never)).toMatchObject({ ok: false })
    expect(await find('https://lists.example.evil.example/x.csv', never)).toMatchObject({ ok: false })
    expect(await find('https://lists.example@evil.example/x.csv', never)).toMatchObject({ ok: false })
  })

  it('is fetched where it is, keeping what its ending says of its format', async () => {
    const found = await find(
      'https://lists.example/a/x.csv',
      answering({ 'https://lists.example/a/x.csv': new Response('ip\n1\n') }),
    )
    expect(found).toMatchObject({ ok: true, path: expect.stringMatching(/\.csv$/) })
    if (found.ok) expect(await readFile(found.path, 'utf8')).toBe('ip\n1\n')
  })

  it('may send on to itself, not to another host, not to http, not without end', async () => {
    const answers = answering({
      'https://lists.example/old': to('/new'),
      'https://lists.example/new': new Response('x'),
      'https://lists.example/out': to('https://evil.example/x'),
      'https://lists.example/plain': to('http://lists.example/new'),
      'https://lists.example/meta': to('https://169.254.169.254/latest'),
      'https://lists.example/round': to('/round'),
    })
    expect(await find('https://lists.example/old', answers)).toMatchObject({ ok: true })
    for (const path of ['out', 'plain', 'meta', 'round'])
      expect(await find(`https://lists.example/${path}`, answers)).toMatchObject({ ok: false })
  })

  it('that answers with an error or too much is refused', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 2 ** 20)),
    })
    const answers = answering({
      'https://lists.example/gone': new Response('', { status: 404 }),
      'https://lists.example/endless': new Response(endless),
    })
    expect(await find('https://lists.example/gone', answers)).toMatchObject({
      message: expect.stringContaining('404'),
    })
    expect(await find('https://lists.example/endless', answers)).toMatchObject({
      message: expect.stringContaining('larger'),
    })
  })
})
