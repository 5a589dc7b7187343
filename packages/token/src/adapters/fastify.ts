import type { VerifiedToken } from '../verify/claims.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { judge } from './judge.js'

/** The corners of Fastify touched here, so that Fastify is nobody's dependency. */
export interface EntraFastify {
  readonly request: {
    readonly headers: { readonly authorization?: string | undefined }
    entra?: VerifiedToken
  }
  readonly reply: {
    code(status: 401 | 403): { headers(headers: object): { send(body: object): unknown } }
  }
}

/** `app.addHook('onRequest', fastifyEntra(verifier))`; the caller is on `request.entra`. */
export function fastifyEntra(verifier: EntraVerifier) {
  return async (request: EntraFastify['request'], reply: EntraFastify['reply']): Promise<unknown> => {
    const judged = await judge(verifier, request.headers.authorization)
    if (judged.kind === 'caller') {
      request.entra = judged.caller
      return undefined
    }
    const { status, headers, body } = judged.refusal
    return reply.code(status).headers(headers).send(body)
  }
}
