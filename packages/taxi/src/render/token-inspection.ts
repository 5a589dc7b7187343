import type { CheckResult, Inspection } from '@bigyellowtaxi/token'
import { table } from '../output/table.js'

/** What may be shown of a token: what it says, never enough to present it. */
export interface InspectionModel {
  readonly token: { readonly [name: string]: string }
  readonly signer: { readonly [name: string]: string }
  readonly checks: readonly CheckResult[]
}

const shownClaims = [
  'ver',
  'iss',
  'tid',
  'aud',
  'azp',
  'appid',
  'oid',
  'sub',
  'idp',
  'idtyp',
  'scp',
  'roles',
] as const
const times = ['iat', 'nbf', 'exp'] as const

const text = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)

function timeText(value: unknown): string {
  const ms = typeof value === 'number' ? value * 1000 : Number.NaN
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : text(value)
}

function kindOf({ payload }: Inspection): string {
  if (payload.scp !== undefined) return 'access token of a user'
  if (payload.idtyp === 'app') return 'access token of an application'
  return payload.nonce === undefined ? 'neither delegated nor app-only' : 'ID token'
}

const present = (source: { readonly [name: string]: unknown }, names: readonly string[], show = text) =>
  Object.fromEntries(
    names.filter((name) => source[name] !== undefined).map((name) => [name, show(source[name])]),
  )

const dateText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

function signerOf({ key, header }: Inspection): InspectionModel['signer'] {
  const named = present(header, ['kid', 'x5t', 'alg', 'typ'])
  if (key === undefined) return { ...named, key: 'not known' }
  const { certificate } = key
  return {
    ...named,
    key: `RSA ${key.modulusBits} bits`,
    'signs for': text(key.issuer ?? 'does not say'),
    cloud: text(key.cloudInstanceName ?? 'does not say'),
    certificate:
      typeof certificate === 'string'
        ? certificate
        : `valid ${dateText(certificate.notBefore)} to ${dateText(certificate.notAfter)}`,
  }
}

export function inspectionModel(inspection: Inspection): InspectionModel {
  const { payload } = inspection
  return {
    token: {
      kind: kindOf(inspection),
      ...present(payload, shownClaims),
      ...present(payload, times, timeText),
    },
    signer: signerOf(inspection),
    checks: inspection.checks,
  }
}

const words = { pass: 'pass', fail: 'FAIL', 'not-run': 'not run' } as const

const whyOf = ({ outcome, why = '', clause }: CheckResult): string =>
  outcome === 'fail' ? `${why} (${clause})` : why

/** The same for a terminal. */
export function inspectionText({ token, signer, checks }: InspectionModel): string {
  const failed = checks.filter(({ outcome }) => outcome === 'fail').length
  const open = checks.filter(({ outcome }) => outcome === 'not-run').length
  return [
    table(['token', ''], Object.entries(token)),
    '',
    table(['signed by', ''], Object.entries(signer)),
    '',
    table(
      ['code', 'check', 'result', 'why'],
      checks.map((check) => [check.code, check.title, words[check.outcome], whyOf(check)]),
    ),
    '',
    `${failed} of ${checks.length} checks failed, ${open} not run.`,
    '',
  ].join('\n')
}
