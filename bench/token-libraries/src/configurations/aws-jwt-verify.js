import { JwtVerifier } from 'aws-jwt-verify'
import { entraCheck, entraVerifier, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

const verifierFor = (profile) =>
  JwtVerifier.create({ issuer: null, audience: profile.audience, jwksUri: keysUrl })

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
    // The library never lets a cached key go, and its hook sees one key: these rows stay with it.
    except: ['RT-01', 'RT-04', 'KC-11'],
    create(setup) {
      const verifier = verifierFor(setup.profile)
      const entra = entraCheck(setup)
      return {
        async present(token) {
          const claims = await verifier.verify(token, {
            customJwtCheck: ({ jwk }) => entra.check(token, { keys: [jwk] }),
          })
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
