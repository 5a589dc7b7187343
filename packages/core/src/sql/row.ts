import type { Value } from '@bigyellowtaxi/lake'

/** Readers for what a query returned: the query states the type, these make it visible to TypeScript. */
export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

export const textOrNull = (value: Value | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

export const numberOf = (value: Value | undefined): number =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0

export const numberOrNull = (value: Value | undefined): number | null =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null

/** Texts of a list, without nulls and empty ones, each once, sorted by code unit so that output never depends on a locale. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (!Array.isArray(value)) return []
  return [
    ...new Set(value.filter((element): element is string => typeof element === 'string' && element !== '')),
  ].sort()
}
