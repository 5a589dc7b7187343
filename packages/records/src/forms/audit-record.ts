import { logonTypeNumber, userTypeNumber } from '../facts/enumerations.js'
import { recordTypeNumber } from '../facts/record-types.js'
import { isObject } from '../fields/json-text.js'
import { fromPowerShellText, isCut } from '../fields/powershell-text.js'
import { derivedId } from '../fields/row-id.js'
import { isoTime } from '../fields/time.js'
import type { JsonObject } from '../shape.js'
import { auditSpelling } from './audit-names.js'

/** The parts of a record that other lists of the export repeat, used where the record itself lacks them. */
export interface AuditEnvelope {
  readonly id?: string
  readonly time?: unknown
  readonly operation?: string
  readonly userId?: string
  readonly recordType?: unknown
  readonly organizationId?: string
}

export type AuditForm =
  /** Already in reference form: nothing to change. */
  | { readonly kind: 'as-is' }
  /** `cut`: the export lost nested values (ConvertTo-Json's depth); what is left has been read back. */
  | { readonly kind: 'changed'; readonly doc: JsonObject; readonly cut: boolean }
  | { readonly kind: 'not-audit'; readonly why: string }

const enumerations: readonly (readonly [name: string, numberOf: (value: unknown) => number | undefined])[] = [
  ['RecordType', recordTypeNumber],
  ['UserType', userTypeNumber],
  ['LogonType', logonTypeNumber],
  ['InternalLogonType', logonTypeNumber],
]

/**
 * Brings a record to the form the Management Activity API delivers: PascalCase names, numbers for RecordType,
 * UserType and the logon types, ISO times, an Id.
 */
export function toAuditForm(record: JsonObject, envelope: AuditEnvelope = {}): AuditForm {
  const named = typeof record.Operation === 'string' && typeof record.CreationTime === 'string'
  const source = named ? record : (respellDeep(record) as JsonObject)
  const changes: Record<string, unknown> = {}

  const operation = source.Operation ?? envelope.operation
  if (typeof operation !== 'string' || operation === '') return { kind: 'not-audit', why: 'no Operation' }
  if (operation !== source.Operation) changes.Operation = operation

  for (const [name, numberOf] of enumerations) {
    const value = source[name] ?? (name === 'RecordType' ? envelope.recordType : undefined)
    if (typeof value !== 'string' && !(value !== undefined && source[name] === undefined)) continue
    const number = numberOf(value)
    if (number !== undefined && number !== source[name]) changes[name] = number
  }

  const given = source.CreationTime
  if (typeof given !== 'string' || !isUtcText(given)) {
    const time = isoTime(given) ?? isoTime(envelope.time)
    if (time === undefined) return { kind: 'not-audit', why: timeless(given) }
    changes.CreationTime = time
  }

  let cut = false
  for (const name of nested) {
    const value = source[name]
    if (!isCut(value) && !(Array.isArray(value) && value.some(isCut))) continue
    changes[name] = fromPowerShellText(value)
    cut = true
  }

  if (source.UserId === undefined && envelope.userId) changes.UserId = envelope.userId
  if (!source.OrganizationId && envelope.organizationId) changes.OrganizationId = envelope.organizationId
  if (typeof source.Id !== 'string' || source.Id === '')
    changes.Id = envelope.id || derivedId('audit', JSON.stringify(source))

  if (source === record && Object.keys(changes).length === 0) return { kind: 'as-is' }
  return { kind: 'changed', doc: { ...source, ...changes }, cut }
}

/** True when a record already is in reference form, so that nothing of it need be touched. */
export function isAuditForm(record: JsonObject): boolean {
  return (
    typeof record.Operation === 'string' &&
    record.Operation !== '' &&
    typeof record.Id === 'string' &&
    record.Id !== '' &&
    typeof record.CreationTime === 'string' &&
    isUtcText(record.CreationTime) &&
    typeof record.RecordType === 'number' &&
    enumerations.every(([name]) => typeof record[name] !== 'string') &&
    !nested.some((name) => isCut(record[name]) || (Array.isArray(record[name]) && record[name].some(isCut)))
  )
}

/** Properties that hold objects or lists, which a shallow ConvertTo-Json turns into text. */
const nested =
  `OperationProperties Folders Item Parameters ExtendedProperties ModifiedProperties AppAccessContext
  DeviceProperties Messages AffectedItems Actor Target Folder DestFolder`.split(/\s+/)

const timeless = (given: unknown): string =>
  typeof given === 'string' && given !== '' ? `${given.slice(0, 40)} is no time` : 'no CreationTime'

/** `2024-02-01T16:07:34` with or without fraction and Z: what the engine reads as UTC as it stands. */
function isUtcText(text: string): boolean {
  return /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z?$/.test(text)
}

/**
 * Gives camelCase and lower-case keys the documented spelling, at every depth. OData annotations go; what Graph puts
 * under dynamicProperties, and its PowerShell module under AdditionalProperties, belongs to the record itself.
 */
function respellDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respellDeep)
  if (!isObject(value)) return value
  const { dynamicProperties, AdditionalProperties, ...own } = value
  const named: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries({
    ...own,
    ...(isObject(dynamicProperties) && dynamicProperties),
    ...(isObject(AdditionalProperties) && AdditionalProperties),
  })) {
    if (key.startsWith('@odata.') || key.includes('@odata.')) continue
    named[auditSpelling(key)] = respellDeep(entry)
  }
  return named
}
