import type { KeyCheck } from '../check.js'

/** Claims only one version writes, by the version that does not. Source: Microsoft, access token claims reference. */
const foreign: { readonly [version: string]: readonly string[] } = {
  '1.0': ['azp', 'azpacr'],
  '2.0': ['appid', 'appidacr', 'unique_name'],
}

export const version: KeyCheck = {
  id: 'version',
  code: 'TOK403',
  stage: 'claims',
  title: 'of a version this service takes, with the claims of that version',
  clause: 'Microsoft access-tokens, "v1.0 and v2.0 tokens"',
  judge: ({ token: { payload }, policy }) => {
    if (!policy.versions.has(payload.ver)) return 'ver is missing or not a version this service takes'
    if (policy.authority.kind !== 'entra') return undefined
    return foreign[String(payload.ver)]?.some((name) => payload[name] !== undefined)
      ? 'the claims are of another version than ver says'
      : undefined
  },
}
