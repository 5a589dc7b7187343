import express from 'express'
import { expressjwt } from 'express-jwt'
import { auth } from 'express-oauth2-jwt-bearer'
import jwksRsa from 'jwks-rsa'
import { expressEntra } from '../../../../packages/token/dist/index.js'
import { entraVerifier, keysUrl, v2Issuers } from '../entra.js'
import { callerOf, serve } from '../serve.js'

/** An API behind these middlewares, naming the caller by the claims the last one left. */
function api(claimsOf, ...middlewares) {
  const app = express()
  app.use(...middlewares)
  app.get('/', (request, response) => response.json({ caller: callerOf(claimsOf(request)) }))
  app.use((error, _request, response, _next) => response.status(error.status ?? 500).json({}))
  return serve(app)
}

const expressJwt = (profile) =>
  expressjwt({
    secret: jwksRsa.expressJwtSecret({ jwksUri: keysUrl, cache: true }),
    audience: profile.audience,
    algorithms: ['RS256'],
  })

const bearer = (profile, perIssuer) =>
  auth({ audience: profile.audience, mcd: { issuers: v2Issuers(profile.tenants).map(perIssuer) } })

const discovered = (issuer) => ({ issuer })
const sharedKeys = (issuer) => ({ issuer, jwksUri: keysUrl })

export const configurations = [
  {
    id: 'express-jwt+jwks-rsa/audience',
    library: 'express-jwt',
    create: ({ profile }) => api((request) => request.auth, expressJwt(profile)),
  },
  {
    id: 'express-jwt+jwks-rsa/recipe',
    library: 'express-jwt',
    recipe: true,
    create: (setup) =>
      api((request) => request.auth, expressEntra(entraVerifier(setup)), expressJwt(setup.profile)),
  },
  {
    id: 'express-oauth2-jwt-bearer/per-issuer-discovery',
    library: 'express-oauth2-jwt-bearer',
    create: ({ profile }) => api((request) => request.auth.payload, bearer(profile, discovered)),
  },
  {
    id: 'express-oauth2-jwt-bearer/shared-keys',
    library: 'express-oauth2-jwt-bearer',
    create: ({ profile }) => api((request) => request.auth.payload, bearer(profile, sharedKeys)),
  },
  {
    id: 'express-oauth2-jwt-bearer/recipe',
    library: 'express-oauth2-jwt-bearer',
    recipe: true,
    // It reads v2 issuers only here, so the recipe takes v2 only.
    create: (setup) =>
      api(
        (request) => request.auth.payload,
        expressEntra(entraVerifier({ ...setup, profile: { ...setup.profile, versions: ['2.0'] } })),
        bearer(setup.profile, sharedKeys),
      ),
  },
]
