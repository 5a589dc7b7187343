import type { VerifiedToken } from '../verify/claims.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { judge } from './judge.js'

interface NestRequest {
  readonly headers: { readonly authorization?: string | undefined }
  entra?: VerifiedToken
}

/** The corner of Nest's ExecutionContext touched here, so that Nest is nobody's dependency. */
interface NestContext {
  switchToHttp(): { getRequest<Request>(): Request }
}

/**
 * `app.useGlobalGuards(nestEntraGuard(verifier, (body, status) => new HttpException(body, status)))`; the caller is
 * on `request.entra`. Nest answers with the exception it is given, so the exception class comes from your Nest.
 */
export function nestEntraGuard(
  verifier: EntraVerifier,
  exception: (body: Record<string, unknown>, status: 401 | 403) => Error,
) {
  return {
    async canActivate(context: NestContext): Promise<boolean> {
      const request = context.switchToHttp().getRequest<NestRequest>()
      const judged = await judge(verifier, request.headers.authorization)
      if (judged.kind === 'refusal') throw exception({ ...judged.refusal.body }, judged.refusal.status)
      request.entra = judged.caller
      return true
    },
  }
}
