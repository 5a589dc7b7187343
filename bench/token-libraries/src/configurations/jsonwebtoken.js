import jwt from 'jsonwebtoken'
import jwksRsa from 'jwks-rsa'
import { entraVerifier, issuers, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

function verifyWith(options) {
  const client = jwksRsa({ jwksUri: keysUrl })
  const keyOf = (header, callback) =>
    client.getSigningKey(header.kid, (error, key) => callback(error, key?.getPublicKey()))
  return (token) =>
    new Promise((resolve, reject) => {
      jwt.verify(token, keyOf, { algorithms: ['RS256'], ...options }, (error, claims) =>
        error ? reject(error) : resolve(claims),
      )
    })
}

export const configurations = [
  {
    id: 'jsonwebtoken+jwks-rsa/audience',
    library: 'jsonwebtoken',
    create({ profile }) {
      const verify = verifyWith({ audience: profile.audience })
      return { present: async (token) => callerOf(await verify(token)) }
    },
  },
  {
    id: 'jsonwebtoken+jwks-rsa/issuer-list',
    library: 'jsonwebtoken',
    create({ profile }) {
      const verify = verifyWith({ audience: profile.audience, issuer: issuers(profile.tenants) })
      return { present: async (token) => callerOf(await verify(token)) }
    },
  },
  {
    id: 'jsonwebtoken+jwks-rsa/recipe',
    library: 'jsonwebtoken',
    recipe: true,
    create(setup) {
      const verify = verifyWith({ audience: setup.profile.audience })
      const entra = entraVerifier(setup)
      return {
        async present(token) {
          const { identity } = await entra.verify(token)
          await verify(token)
          return identity
        },
      }
    },
  },
]
