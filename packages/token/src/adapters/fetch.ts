import type { VerifiedToken } from '../verify/claims.js'
import type { EntraVerifier } from '../verify/verifier.js'
import { judge } from './judge.js'

/** Guards a fetch-style handler (Workers, Deno, Bun, route handlers); extra arguments pass through. */
export function fetchEntra<Rest extends readonly unknown[]>(
  verifier: EntraVerifier,
  handler: (request: Request, caller: VerifiedToken, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const judged = await judge(verifier, request.headers.get('authorization'))
    if (judged.kind === 'caller') return handler(request, judged.caller, ...rest)
    const { status, headers, body } = judged.refusal
    return Response.json(body, { status, headers })
  }
}
