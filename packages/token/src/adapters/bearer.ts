import { TokenRejection } from '../verify/errors.js'

/** What a refused request is answered with (RFC 6750 section 3): the code, and nothing of the token. */
export interface Refusal {
  readonly status: 401 | 403
  readonly headers: { readonly 'www-authenticate': string }
  readonly body: { readonly error: string; readonly code?: string; readonly message?: string }
}

/** The token of an `Authorization: Bearer` header, or undefined. */
export function bearerOf(authorization: unknown): string | undefined {
  if (typeof authorization !== 'string') return undefined
  return /^bearer +(\S+)$/i.exec(authorization)?.[1]
}

/** The answer for an error of `verify`; errors that are no refusal are yours and thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TokenRejection)) throw error
  const name = error.status === 403 ? 'insufficient_scope' : 'invalid_token'
  return {
    status: error.status,
    headers: {
      'www-authenticate': `Bearer error="${name}", error_description="${error.code}: ${error.message}"`,
    },
    body: { error: name, code: error.code, message: error.message },
  }
}

/** The answer to a request without a token: no error code, as RFC 6750 section 3.1 asks. */
export const missingToken: Refusal = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer' },
  body: { error: 'unauthorized' },
}
