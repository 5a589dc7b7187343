import express from 'express'
import jwksRsa from 'jwks-rsa'
import passport from 'passport'
import azure from 'passport-azure-ad'
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt'
import { expressEntra } from '../../../../packages/token/dist/index.js'
import { entraVerifier, issuers, keysUrl } from '../entra.js'
import { callerOf, serve } from '../serve.js'

const metadataUrl = 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration'

function api(strategy, before = (_request, _response, next) => next()) {
  const authenticator = new passport.Passport()
  authenticator.use('kit', strategy)
  const app = express()
  app.use(before)
  app.get('/', authenticator.authenticate('kit', { session: false }), (request, response) =>
    response.json({ caller: request.user.caller }),
  )
  app.use((error, _request, response, _next) => response.status(error.status ?? 500).json({}))
  return serve(app)
}

const named = (claims, done) => done(null, { caller: callerOf(claims) })

/** The recipe's half: the verify callback asks our verifier about the very token the request carried. */
const asking = (verifier) => (request, _claims, done) =>
  verifier.verify(request.headers.authorization.slice('Bearer '.length)).then(
    ({ identity }) => done(null, { caller: identity }),
    () => done(null, false),
  )

const passportJwt = (profile, verify) =>
  new JwtStrategy(
    {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: jwksRsa.passportJwtSecret({ jwksUri: keysUrl, cache: true }),
      audience: profile.audience,
      algorithms: ['RS256'],
    },
    verify,
  )

const azureBearer = (profile, options, verify) =>
  new azure.BearerStrategy(
    {
      identityMetadata: metadataUrl,
      clientID: profile.audience,
      audience: profile.audience,
      loggingLevel: 'error',
      loggingNoPII: true,
      ...options,
    },
    verify,
  )

export const configurations = [
  {
    id: 'passport-jwt+jwks-rsa/audience',
    library: 'passport-jwt',
    create: ({ profile }) => api(passportJwt(profile, named)),
  },
  {
    id: 'passport-jwt+jwks-rsa/recipe',
    library: 'passport-jwt',
    recipe: true,
    // In front, so that jwks-rsa never sees a kid that is not published.
    create: (setup) => api(passportJwt(setup.profile, named), expressEntra(entraVerifier(setup))),
  },
  {
    id: 'passport-azure-ad/issuer-unchecked',
    library: 'passport-azure-ad',
    create: ({ profile }) => api(azureBearer(profile, { validateIssuer: false }, named)),
  },
  {
    id: 'passport-azure-ad/issuer-list',
    library: 'passport-azure-ad',
    create: ({ profile }) =>
      api(azureBearer(profile, { validateIssuer: true, issuer: issuers(profile.tenants) }, named)),
  },
  {
    id: 'passport-azure-ad/recipe',
    library: 'passport-azure-ad',
    recipe: true,
    create: (setup) =>
      api(
        azureBearer(
          setup.profile,
          { validateIssuer: true, issuer: issuers(setup.profile.tenants), passReqToCallback: true },
          asking(entraVerifier(setup)),
        ),
      ),
  },
]
