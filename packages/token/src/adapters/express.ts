import type { VerifiedToken } from '../verify/claims.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { judge } from './judge.js'

/** The corners of Express touched here, so that Express is nobody's dependency. */
export interface EntraExpress {
  readonly request: {
    readonly headers: { readonly authorization?: string | undefined }
    entra?: VerifiedToken
  }
  readonly response: {
    status(code: number): { set(headers: object): { json(body: object): unknown } }
  }
}

/** `app.use(expressEntra(verifier))`; the caller is on `request.entra`. */
export function expressEntra(verifier: EntraVerifier) {
  return (
    request: EntraExpress['request'],
    response: EntraExpress['response'],
    next: (error?: unknown) => void,
  ): void => {
    judge(verifier, request.headers.authorization).then((judged) => {
      if (judged.kind === 'caller') {
        request.entra = judged.caller
        return next()
      }
      const { status, headers, body } = judged.refusal
      response.status(status).set(headers).json(body)
    }, next)
  }
}
