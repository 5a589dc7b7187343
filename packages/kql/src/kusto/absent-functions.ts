/**
 * Functions that stand in a cloud workspace and not here: ASIM's parsers
 * (https://learn.microsoft.com/azure/sentinel/normalization-parsers-list) and Defender's enrichments.
 */
import type { ErrorCode } from '../errors.js'

/** Tables with the same events, by what an ASIM schema is about. */
const asimTables: readonly (readonly [RegExp, string])[] = [
  [/authentication/i, 'query SigninLogs and AADNonInteractiveUserSignInLogs instead'],
  [/audit/i, 'query OfficeActivity and AuditLogs instead'],
  [/user/i, 'query AuditLogs instead'],
  [/alert/i, 'query SecurityAlert instead'],
]

const asim = /^(_Im_|_ASim_|ASim|v?im(?=[A-Z]))/

/** Log Analytics' ways into other workspaces and resources. */
const elsewhere = new Set(['workspace', 'app', 'resource', 'adx', 'arg'])

const enrichments = new Set(['FileProfile', 'SeenBy', 'DeviceFromIP', 'AssignedIPAddresses'])

/** Why a function is not there; undefined for a name that is none of these. */
export function absentFunction(
  name: string,
): { readonly code: ErrorCode; readonly message: string; readonly hint?: string } | undefined {
  if (elsewhere.has(name))
    return {
      code: 'KQL307',
      message: `${name}() asks another workspace, which is out of reach`,
      hint: 'leave it out: ingest the exports of both into one workspace',
    }
  if (enrichments.has(name))
    return { code: 'KQL302', message: `${name}() asks Defender's service: it is not run here` }
  if (!asim.test(name)) return undefined
  const hint = asimTables.find(([about]) => about.test(name))?.[1]
  const message = `the ASIM parser ${name} is not part of this workspace`
  return { code: 'KQL302', message, ...(hint ? { hint } : {}) }
}
