import { KitError } from '../errors.js'
import type { ProfileName } from '../profiles.js'
import type { Answer, TargetAdapter } from '../target.js'

export interface HttpTargetOptions {
  readonly url: string
  /** Default GET. */
  readonly method?: string
  /** What the service was configured for; default `workforce`. */
  readonly profile?: ProfileName
  /** Dotted path in the JSON answer that tells whom the caller was taken for. */
  readonly identityField?: string
  /** Default 10 seconds. */
  readonly timeoutMs?: number
}

const sessionCookie = /sess|auth|token|\.sid\b/i

function fieldOf(body: string, path: string): string | undefined {
  try {
    const value = path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], JSON.parse(body))
    return value === undefined ? undefined : String(value)
  } catch {
    return undefined
  }
}

async function answerOf(response: Response, identityField: string | undefined): Promise<Answer> {
  const { status } = response
  const cookie = response.headers.getSetCookie().find((one) => sessionCookie.test(one.split('=')[0] ?? ''))
  const session = cookie === undefined ? {} : { session: cookie.split('=')[0] ?? '' }
  const body = await response.text()
  if (status >= 500) return { kind: 'broken', reason: `answered ${status}`, status }
  if (status >= 300) return { kind: 'refused', status, ...session }
  const identity = identityField === undefined ? undefined : fieldOf(body, identityField)
  return { kind: 'accepted', status, ...session, ...(identity === undefined ? {} : { identity }) }
}

/**
 * A running service as a target: the token goes into `Authorization: Bearer`, 2xx is acceptance, 3xx and 4xx are
 * refusals. The service must take its metadata or key set from the kit's loopback authority.
 */
export function httpAdapter(options: HttpTargetOptions): TargetAdapter {
  const { url, method = 'GET', profile = 'workforce', identityField, timeoutMs = 10_000 } = options
  return {
    name: url,
    profiles: [profile],
    transport: 'loopback',
    clock: 'system',
    lifetime: 'once',
    create: () => ({
      async present(token) {
        const response = await fetch(url, {
          method,
          redirect: 'manual',
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(timeoutMs),
        })
        return answerOf(response, identityField)
      },
    }),
  }
}

/** @throws KitError TOK012 when nothing answers at the address */
export async function assertReachable(url: string): Promise<void> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
  } catch {
    throw new KitError('TOK012', `nothing answers at ${url}`, 'start the service first, or check the address')
  }
}
