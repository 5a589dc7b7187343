import type { EntraVerifier } from '../verify/verifier.js'
import { judge } from './judge.js'

/** The corners of a Hono context touched here, so that Hono is nobody's dependency. */
interface HonoContext {
  readonly req: { header(name: string): string | undefined }
  // biome-ignore lint/suspicious/noExplicitAny: a context is typed by the variables of its app, which only the app knows
  set(name: any, value: any): void
}

/** `app.use(honoEntra(verifier))`; the caller is `c.get('entra')`. */
export function honoEntra(verifier: EntraVerifier) {
  return async (context: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const judged = await judge(verifier, context.req.header('authorization'))
    if (judged.kind === 'caller') {
      context.set('entra', judged.caller)
      await next()
      return undefined
    }
    const { status, headers, body } = judged.refusal
    return Response.json(body, { status, headers })
  }
}
