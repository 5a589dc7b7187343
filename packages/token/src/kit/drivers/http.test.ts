import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { expressEntra } from '../../adapters/express.js'
import { createEntraVerifier } from '../../verify/verifier.js'
import type { Report } from '../report.js'
import { runConformance } from '../run.js'
import { assertReachable, httpAdapter } from './http.js'
import { setupSheet } from './setup-sheet.js'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const listen = async (handler: Parameters<typeof createServer>[1]): Promise<string> => {
  server = createServer(handler)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const failures = ({ cases }: Report) => cases.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)

describe('a service over HTTP', () => {
  it('with our verifier, told of the kit by the setup sheet, takes no forged token', async () => {
    let origin = ''
    const { tenants, audience, clients, scopes, roles } = setupSheet({ port: 0 })
    const verifier = createEntraVerifier({
      tenants,
      audiences: [audience],
      clients,
      scopes,
      roles,
      // The one switch: the authority's documents come from the kit.
      fetch: (url, init) => fetch(url.replace('https://', `${origin}/`), init),
    })
    const guard = expressEntra(verifier)
    const url = await listen((request, response) => {
      const status = (code: number) => ({
        set: (headers: object) => ({
          json: (body: object) => response.writeHead(code, { ...headers }).end(JSON.stringify(body)),
        }),
      })
      const seen: Parameters<typeof guard>[0] = request
      guard(seen, { status }, () => response.end(JSON.stringify({ caller: { id: seen.entra?.identity } })))
    })
    const report = await runConformance(httpAdapter({ url, identityField: 'caller.id' }), {
      onReady: (authority) => {
        origin = authority.origin
      },
    })
    expect(report.cases.find(({ id }) => id === 'PC-01')?.problems).toEqual([])
    expect(failures(report)).toEqual([])
    expect(report.cases.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(75)
  })

  it('that lets everybody in fails nearly everything, a 500 and a session for a refused caller are noticed', async () => {
    const open = await listen((_, response) => response.end('{}'))
    expect(
      failures(await runConformance(httpAdapter({ url: open }), { only: ['KC', 'AU'] })).length,
    ).toBeGreaterThan(15)
    server?.close()
    const falling = await listen((_, response) => response.writeHead(500).end())
    const fallen = await runConformance(httpAdapter({ url: falling }), { only: ['KC-01'] })
    expect(fallen.cases.at(-1)?.problems.join()).toContain('answered 500')
    server?.close()
    const leaking = await listen((_, response) =>
      response.writeHead(401, { 'set-cookie': 'session=1' }).end(),
    )
    const leaked = await runConformance(httpAdapter({ url: leaking }), { only: ['KC-01'] })
    expect(leaked.cases.at(-1)?.problems.join()).toContain('a session was set')
  })

  it('that is not there is said to be not there', async () => {
    await expect(assertReachable('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'TOK012' })
  })
})
