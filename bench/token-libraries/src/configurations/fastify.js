import fastifyJwt from '@fastify/jwt'
import Fastify from 'fastify'
import fastifyJwtJwks from 'fastify-jwt-jwks'
import getJwks from 'get-jwks'
import { fastifyEntra } from '../../../../packages/token/dist/index.js'
import { entraVerifier, issuers, keysUrl, v2Issuers } from '../entra.js'
import { callerOf } from '../serve.js'

async function api(register, authenticate, before) {
  const app = Fastify({ forceCloseConnections: true, http: { maxHeaderSize: 128 * 1024 } })
  await register(app)
  if (before) app.addHook('onRequest', before)
  app.get('/', { preValidation: authenticate(app) }, async (request) => ({ caller: callerOf(request.user) }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    async present(token) {
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      const body = await response.text()
      if (!response.ok) throw new Error(`answered ${response.status}`)
      return JSON.parse(body).caller
    },
    close: () => app.close(),
  }
}

const verifying = () => (request) => request.jwtVerify()

/** Keys found through the issuer each token names, or in the one shared set. */
const withGetJwks = (profile, shared) => async (app) => {
  const jwks = shared
    ? getJwks({ jwksPath: '/discovery/v2.0/keys' })
    : getJwks({ providerDiscovery: true, issuersWhitelist: v2Issuers(profile.tenants) })
  await app.register(fastifyJwt, {
    decode: { complete: true },
    verify: { allowedAud: profile.audience, ...(shared ? { allowedIss: issuers(profile.tenants) } : {}) },
    secret: async (_request, { header, payload }) =>
      jwks.getPublicKey({
        kid: header.kid,
        alg: header.alg,
        domain: shared ? 'https://login.microsoftonline.com/common' : payload.iss,
      }),
  })
}

const withJwtJwks = (profile) => async (app) => {
  await app.register(fastifyJwtJwks, {
    jwksUrl: keysUrl,
    audience: profile.audience,
    issuer: issuers(profile.tenants),
  })
}
const authenticate = (app) => app.authenticate

export const configurations = [
  {
    id: '@fastify/jwt+get-jwks/per-issuer-discovery',
    library: '@fastify/jwt',
    create: ({ profile }) => api(withGetJwks(profile, false), verifying),
  },
  {
    id: '@fastify/jwt+get-jwks/shared-keys',
    library: '@fastify/jwt',
    create: ({ profile }) => api(withGetJwks(profile, true), verifying),
  },
  {
    id: '@fastify/jwt+get-jwks/recipe',
    library: '@fastify/jwt',
    recipe: true,
    create: (setup) => api(withGetJwks(setup.profile, true), verifying, fastifyEntra(entraVerifier(setup))),
  },
  {
    id: 'fastify-jwt-jwks/issuer-list',
    library: 'fastify-jwt-jwks',
    create: ({ profile }) => api(withJwtJwks(profile), authenticate),
  },
  {
    id: 'fastify-jwt-jwks/recipe',
    library: 'fastify-jwt-jwks',
    recipe: true,
    create: (setup) => api(withJwtJwks(setup.profile), authenticate, fastifyEntra(entraVerifier(setup))),
  },
]
