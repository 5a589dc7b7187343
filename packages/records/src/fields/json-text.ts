import type { JsonObject } from '../shape.js'

/** Exports flatten nested values to JSON text: reads such text back; anything else is returned as it is. */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const first = value.trimStart()[0]
  if (first !== '{' && first !== '[') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** The value as JSON text, for columns that are documented as text holding JSON. */
export function toJsonText(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** PowerShell's Graph objects have capital first letters inside, where Graph itself and the tables have small ones. */
export function lowerFirstKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirstKeys)
  if (!isObject(value)) return value
  const lowered: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value)) {
    if (key === 'AdditionalProperties') continue
    lowered[key.charAt(0).toLowerCase() + key.slice(1)] = lowerFirstKeys(entry)
  }
  return lowered
}
