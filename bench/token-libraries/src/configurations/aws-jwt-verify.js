import { JwtVerifier } from 'aws-jwt-verify'
import { createRemoteJWKSet } from 'jose'
import { entraCheck, entraVerifier, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

const verifierFor = (profile, additional) =>
  JwtVerifier.create({ issuer: null, audience: profile.audience, jwksUri: keysUrl }, additional)

/** The library's own cache never lets a key go; this one asks again when the set is old or the kid unknown. */
const agingJwks = (keys) => ({
  async getJwk(_uri, { header }) {
    await keys(header)
    return keys.jwks().keys.find(({ kid }) => kid === header.kid)
  },
})

export const configurations = [
  {
    id: 'aws-jwt-verify/audience',
    library: 'aws-jwt-verify',
    create({ profile }) {
      const verifier = verifierFor(profile)
      return { present: async (token) => callerOf(await verifier.verify(token)) }
    },
  },
  {
    id: 'aws-jwt-verify/recipe-own-keys',
    library: 'aws-jwt-verify',
    recipe: true,
    create(setup) {
      const keys = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: 2000 })
      const verifier = verifierFor(setup.profile, { jwksCache: agingJwks(keys) })
      const entra = entraCheck(setup)
      return {
        async present(token) {
          const claims = await verifier.verify(token)
          entra.check(token, keys.jwks())
          return callerOf(claims)
        },
      }
    },
  },
  {
    id: 'aws-jwt-verify/recipe',
    library: 'aws-jwt-verify',
    recipe: true,
    create(setup) {
      const verifier = verifierFor(setup.profile)
      const entra = entraVerifier(setup)
      return {
        async present(token) {
          const { identity } = await entra.verify(token)
          await verifier.verify(token)
          return identity
        },
      }
    },
  },
]
