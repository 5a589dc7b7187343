import { Hono } from 'hono'
import { jwk } from 'hono/jwk'
import { honoEntra } from '../../../../packages/token/dist/index.js'
import { entraVerifier, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

function api(profile, before) {
  const app = new Hono()
  if (before) app.use(before)
  app.use(jwk({ jwks_uri: keysUrl, alg: ['RS256'], verification: { aud: profile.audience } }))
  app.get('/', (context) => context.json({ caller: callerOf(context.get('jwtPayload')) }))
  return {
    async present(token) {
      // Straight into the application: its own server would only stand between.
      const headers = new Headers()
      headers.set('authorization', `Bearer ${token}`)
      const response = await app.request('/', { headers })
      if (!response.ok) throw new Error(`answered ${response.status}`)
      return (await response.json()).caller
    },
  }
}

export const configurations = [
  { id: 'hono-jwk/audience', library: 'hono', create: ({ profile }) => api(profile) },
  {
    id: 'hono-jwk/recipe',
    library: 'hono',
    recipe: true,
    create: (setup) => api(setup.profile, honoEntra(entraVerifier(setup))),
  },
]
