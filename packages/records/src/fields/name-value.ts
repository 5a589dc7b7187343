import { isObject } from './json-text.js'

/**
 * A list of `{Name, Value}` pairs as a map. Read by name and never by index: the order is not documented and
 * differs between records. Key/value spellings of Graph are read too.
 */
export function nameValues(list: unknown): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  if (!Array.isArray(list)) return pairs
  for (const pair of list) {
    if (!isObject(pair)) continue
    const name = pair.Name ?? pair.name ?? pair.key ?? pair.Key
    const value = pair.Value ?? pair.value
    if (typeof name !== 'string' || value === undefined || value === null) continue
    pairs.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return pairs
}

/** The reverse, for exports that turned a list of pairs into an object. */
export function toNameValues(value: unknown): unknown {
  if (!isObject(value)) return value
  return Object.entries(value).map(([Name, entry]) => ({
    Name,
    Value: typeof entry === 'string' ? entry : JSON.stringify(entry),
  }))
}
