/** Libraries that sign people in: the token arrives as an ID token instead of in a header. */

import { verify as azureAdVerify } from 'azure-ad-verify-token'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import * as client from 'openid-client'
import { entraVerifier, keysUrl } from '../entra.js'
import { callerOf } from '../serve.js'

/** A code flow whose token endpoint answers with the token under test. */
async function codeFlow(profile, checkSignature, timeoutSeconds) {
  let idToken = ''
  const customFetch = async (url, init) =>
    String(url).endsWith('/token')
      ? Response.json({ access_token: 'x', token_type: 'Bearer', id_token: idToken })
      : globalThis.fetch(url, init)
  const server = new URL('https://login.microsoftonline.com/common/v2.0')
  const config = await client.discovery(server, profile.audience, 'secret', undefined, {
    [client.customFetch]: customFetch,
  })
  config[client.customFetch] = customFetch
  if (timeoutSeconds !== undefined) config.timeout = timeoutSeconds
  if (checkSignature) client.enableNonRepudiationChecks(config)
  return async (token) => {
    idToken = token
    const answer = await client.authorizationCodeGrant(config, new URL('https://app.example/cb?code=x'))
    return answer.claims()
  }
}

const openidClient = async ({ profile }, checkSignature) => {
  const signIn = await codeFlow(profile, checkSignature)
  return { present: async (token) => callerOf(await signIn(token)) }
}

/** Outlives a restart, as a database does: the victim is a user before the forged token comes. */
const store = { user: [], session: [], account: [], verification: [], rateLimit: [] }

function betterAuthFor({ profile }, verifyIdToken) {
  const auth = betterAuth({
    baseURL: 'http://localhost:3000',
    secret: 'a secret of the bench alone, 32 characters',
    database: memoryAdapter(store),
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    socialProviders: {
      microsoft: {
        clientId: profile.audience,
        clientSecret: 'x',
        // Tokens of the kit carry no mail address; an application maps one in from what it trusts.
        mapProfileToUser: (user) => ({
          email: user.email ?? `${user.tid}-${user.oid ?? user.sub}@users.example`,
        }),
        ...(verifyIdToken ? { verifyIdToken } : {}),
      },
    },
  })
  return {
    async present(token) {
      const sessions = store.session.length
      const { user } = await auth.api.signInSocial({ body: { provider: 'microsoft', idToken: { token } } })
      if (store.session.length === sessions) throw new Error('no session')
      return user.id
    },
  }
}

export const configurations = [
  {
    id: 'openid-client/code-flow-default',
    library: 'openid-client',
    create: (setup) => openidClient(setup, false),
  },
  {
    id: 'openid-client/signature-checked',
    library: 'openid-client',
    create: (setup) => openidClient(setup, true),
  },
  {
    id: 'openid-client/recipe',
    library: 'openid-client',
    recipe: true,
    async create(setup) {
      // Its own patience with a silent authority is half a minute.
      const signIn = await codeFlow(setup.profile, true, 2)
      const entra = entraVerifier(setup)
      return {
        async present(token) {
          await signIn(token)
          return (await entra.verify(token)).identity
        },
      }
    },
  },
  { id: 'better-auth/default', library: 'better-auth', create: (setup) => betterAuthFor(setup) },
  {
    id: 'better-auth/recipe',
    library: 'better-auth',
    recipe: true,
    create(setup) {
      const entra = entraVerifier(setup)
      return betterAuthFor(setup, (token) => entra.verify(token).then(Boolean, () => false))
    },
  },
  {
    id: 'azure-ad-verify-token/audience',
    library: 'azure-ad-verify-token',
    // It never answers where it does not know the kid; a second is as good as the rest of the day.
    answerWithinMs: 1000,
    create: ({ profile }) => ({
      present: async (token) =>
        callerOf(await azureAdVerify(token, { jwksUri: keysUrl, audience: profile.audience })),
    }),
  },
]
