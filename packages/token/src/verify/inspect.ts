import type { Check, TokenContext } from './check.js'
import { keyChecks, tokenChecks } from './checks/index.js'
import { type DecodedToken, decodeToken, type JsonObject } from './decode.js'
import { TokenRejection } from './errors.js'
import type { KeySource } from './keys/key-source.js'
import type { SigningKey } from './keys/signing-key.js'
import { type EntraPolicyOptions, policyOf } from './policy.js'

export interface CheckResult {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly clause: string
  readonly outcome: 'pass' | 'fail' | 'not-run'
  /** Why it failed or was not run. */
  readonly why?: string
}

export interface Inspection {
  readonly header: JsonObject
  readonly payload: JsonObject
  /** What the published key says of itself; undefined when no key was found. */
  readonly key?: Pick<SigningKey, 'kid' | 'issuer' | 'cloudInstanceName' | 'certificate' | 'modulusBits'>
  readonly checks: readonly CheckResult[]
}

async function judged<Context extends TokenContext>(
  check: Check<Context>,
  context: Context | undefined,
  policyKnown: boolean,
): Promise<CheckResult> {
  const { id, code, title, clause } = check
  const row = { id, code, title, clause }
  if (!policyKnown) return { ...row, outcome: 'not-run', why: 'nothing was given to compare with' }
  if (context === undefined) return { ...row, outcome: 'not-run', why: 'the key is not known' }
  const why = await check.judge(context)
  return why === undefined ? { ...row, outcome: 'pass' } : { ...row, outcome: 'fail', why }
}

const knownKeyCheck = {
  id: 'known-key',
  code: 'TOK301',
  title: 'kid names a published key',
  clause: 'RFC 7515 section 4.1.4',
} as const

async function lookUp(token: DecodedToken, keys: KeySource | undefined): Promise<[CheckResult, SigningKey?]> {
  if (keys === undefined) return [{ ...knownKeyCheck, outcome: 'not-run', why: 'no key set was given' }]
  try {
    return [{ ...knownKeyCheck, outcome: 'pass' }, await keys.find(token.header.kid)]
  } catch (error) {
    if (!(error instanceof TokenRejection)) throw error
    return [{ ...knownKeyCheck, code: error.code as 'TOK301', outcome: 'fail', why: error.message }]
  }
}

/**
 * Runs every check and reports each, instead of stopping at the first refusal. Options left out are not judged,
 * so an inspection without failures is no acceptance.
 * @throws TokenRejection TOK100 when the text cannot be read as a token at all
 */
export async function inspectToken(
  text: string,
  options: Partial<EntraPolicyOptions> & {
    readonly keys?: KeySource
    readonly nonce?: string
    readonly now?: () => number
  } = {},
): Promise<Inspection> {
  const token = decodeToken(text)
  const policy = policyOf(options)
  const now = (options.now ?? Date.now)() / 1000
  const context = { token, policy, now, ...(options.nonce === undefined ? {} : { nonce: options.nonce }) }
  const [found, key] = await lookUp(token, options.keys)
  const applies = <Context extends TokenContext>(check: Check<Context>) => check.applies?.(policy) !== false
  const checks = [
    ...(await Promise.all(tokenChecks.map((check) => judged(check, context, applies(check))))),
    found,
    ...(await Promise.all(
      keyChecks.map((check) => judged(check, key && { ...context, key }, applies(check))),
    )),
  ]
  return { header: token.header, payload: token.payload, ...(key ? { key } : {}), checks }
}
