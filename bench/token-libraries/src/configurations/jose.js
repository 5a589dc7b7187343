import { createRemoteJWKSet, jwtVerify } from 'jose'
import { entraCheck, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

const remoteKeys = (options) => createRemoteJWKSet(new URL(keysUrl), options)

export const configurations = [
  {
    id: 'jose/audience',
    library: 'jose',
    create({ profile }) {
      const keys = remoteKeys()
      return {
        present: async (token) =>
          callerOf((await jwtVerify(token, keys, { audience: profile.audience })).payload),
      }
    },
  },
  {
    id: 'jose/issuer-from-tid',
    library: 'jose',
    create({ profile }) {
      const keys = remoteKeys()
      return {
        async present(token) {
          const { payload } = await jwtVerify(token, keys, { audience: profile.audience })
          const { iss, tid } = payload
          const lawful = [`https://login.microsoftonline.com/${tid}/v2.0`, `https://sts.windows.net/${tid}/`]
          if (!lawful.includes(iss) || !profile.tenants.includes(tid)) throw new Error('issuer')
          return callerOf(payload)
        },
      }
    },
  },
  {
    id: 'jose/recipe',
    library: 'jose',
    recipe: true,
    create(setup) {
      const keys = remoteKeys({ timeoutDuration: 2000 })
      const entra = entraCheck(setup)
      return {
        async present(token) {
          await jwtVerify(token, keys, { audience: setup.profile.audience, algorithms: ['RS256'] })
          return entra.check(token, keys.jwks()).identity
        },
      }
    },
  },
]
