import { describe, expect, it, vi } from 'vitest'
import type { VerifiedToken } from '../verify/claims.js'
import { TokenRejection } from '../verify/errors.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { expressEntra } from './express.js'
import { fastifyEntra } from './fastify.js'
import { fetchEntra } from './fetch.js'
import { honoEntra } from './hono.js'
import { nestEntraGuard } from './nest.js'

const caller = { identity: 't:o' } as VerifiedToken
const refusals: Readonly<Record<string, TokenRejection>> = {
  forged: new TokenRejection('the key may not sign', {
    code: 'TOK309',
    check: 'key-issuer',
    stage: 'key',
    clause: 'RFC 8725 section 3.8',
  }),
  poor: new TokenRejection('no scope', {
    code: 'TOK414',
    check: 'permissions',
    stage: 'claims',
    clause: 'RFC 6750',
  }),
}
const verifier: EntraVerifier = {
  async verify(token) {
    if (token === 'good') return caller
    throw refusals[token] ?? new RangeError('a bug')
  },
}

interface Seen {
  readonly status: number
  readonly authenticate?: string | undefined
  readonly identity?: string
}
type Ask = (authorization: string | undefined) => Promise<Seen>

const viaFetch: Ask = async (authorization) => {
  const handler = fetchEntra(verifier, (_request, { identity }) => Response.json({ identity }))
  const response = await handler(
    new Request('http://x/', authorization ? { headers: { authorization } } : {}),
  )
  const { identity } = (await response.json()) as { identity?: string }
  const authenticate = response.headers.get('www-authenticate') ?? undefined
  return { status: response.status, authenticate, ...(identity ? { identity } : {}) }
}

const viaExpress: Ask = (authorization) =>
  new Promise((resolve, reject) => {
    const request: { headers: { authorization: string | undefined }; entra?: VerifiedToken } = {
      headers: { authorization },
    }
    const answer = (status: number) => ({
      set: (headers: object) => ({
        json: () =>
          resolve({ status, authenticate: (headers as Record<string, string>)['www-authenticate'] }),
      }),
    })
    expressEntra(verifier)(request, { status: answer }, (error) =>
      error ? reject(error) : resolve({ status: 200, identity: request.entra?.identity ?? '' }),
    )
  })

const viaFastify: Ask = async (authorization) => {
  const request: { headers: { authorization: string | undefined }; entra?: VerifiedToken } = {
    headers: { authorization },
  }
  let seen: Seen = { status: 200 }
  const code = (status: number) => ({
    headers: (headers: object) => ({
      send: () => {
        seen = { status, authenticate: (headers as Record<string, string>)['www-authenticate'] }
      },
    }),
  })
  await fastifyEntra(verifier)(request, { code })
  return request.entra === undefined ? seen : { status: 200, identity: request.entra.identity }
}

const viaHono: Ask = async (authorization) => {
  const kept = new Map<string, VerifiedToken>()
  const next = vi.fn(async () => {})
  const context = { req: { header: () => authorization }, set: kept.set.bind(kept) }
  const response = await honoEntra(verifier)(context, next)
  if (response) {
    expect(next).not.toHaveBeenCalled()
    return { status: response.status, authenticate: response.headers.get('www-authenticate') ?? undefined }
  }
  return { status: 200, identity: kept.get('entra')?.identity ?? '' }
}

const viaNest: Ask = async (authorization) => {
  const request: { headers: { authorization: string | undefined }; entra?: VerifiedToken } = {
    headers: { authorization },
  }
  class HttpException extends Error {
    constructor(
      readonly body: Record<string, unknown>,
      readonly status: number,
    ) {
      super(String(body.error))
    }
  }
  const guard = nestEntraGuard(verifier, (body, status) => new HttpException(body, status))
  try {
    await guard.canActivate({ switchToHttp: () => ({ getRequest: <R>() => request as R }) })
    return { status: 200, identity: request.entra?.identity ?? '' }
  } catch (error) {
    if (error instanceof HttpException) return { status: error.status }
    throw error
  }
}

describe.each([
  ['fetch', viaFetch],
  ['express', viaExpress],
  ['fastify', viaFastify],
  ['hono', viaHono],
  ['nest', viaNest],
])('the %s adapter', (_, ask) => {
  it('lets a good token through and says who it is', async () => {
    expect(await ask('Bearer good')).toMatchObject({ status: 200, identity: 't:o' })
    expect(await ask('bearer good')).toMatchObject({ status: 200 })
  })

  it.each([undefined, '', 'Basic good', 'Bearer', 'Bearer a b'])(
    'answers 401 to %j',
    async (authorization) => {
      expect((await ask(authorization)).status).toBe(401)
    },
  )

  it('answers 401 to a forged token and 403 to one that may not', async () => {
    expect((await ask('Bearer forged')).status).toBe(401)
    expect((await ask('Bearer poor')).status).toBe(403)
  })

  it('hides no bug behind a 401', async () => {
    await expect(ask('Bearer bug')).rejects.toThrow('a bug')
  })
})

it('says why in WWW-Authenticate, with the code and nothing of the token', async () => {
  expect((await viaFetch('Bearer forged')).authenticate).toBe(
    'Bearer error="invalid_token", error_description="TOK309: the key may not sign"',
  )
  expect((await viaExpress('Bearer poor')).authenticate).toContain('insufficient_scope')
  expect((await viaFastify(undefined)).authenticate).toBe('Bearer')
})
