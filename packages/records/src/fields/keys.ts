import type { Head, JsonObject } from '../shape.js'

const folded = new Map<string, string>()

/**
 * A column or key name without what exports vary: case, white space, the ` [UTC]` that the Sentinel and Defender
 * portals add to time columns. Another zone in those brackets stays: such times must not pass for UTC.
 */
export function foldKey(name: string): string {
  let key = folded.get(name)
  if (key === undefined) {
    key = name
      .replace(/\s*\[utc\]\s*$/i, '')
      .replace(/[\s\u00a0]+/g, '')
      .toLowerCase()
    // Keys come from the input: the memory for them is bounded.
    if (folded.size < 20_000) folded.set(name, key)
  }
  return key
}

/** The value under a name, whatever its spelling in the export. */
export function cellOf(row: JsonObject, name: string): unknown {
  if (name in row) return row[name]
  const wanted = foldKey(name)
  for (const key in row) if (foldKey(key) === wanted) return row[key]
  return undefined
}

/** The value as trimmed text; empty when there is none. */
export function textOf(row: JsonObject, name: string): string {
  const value = cellOf(row, name)
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** The folded names of an input's columns: a CSV's header, or the keys of its first records. */
export function columnSets(head: Head): readonly ReadonlySet<string>[] {
  if (head.container === 'csv') return [new Set(head.csvColumns.map(foldKey))]
  return head.objects.slice(0, 8).map((object) => new Set(Object.keys(object).map(foldKey)))
}

/** Spelling of known names by their folded form. */
export type Spelling = ReadonlyMap<string, string>

export function spellingOf(names: Iterable<string>): Spelling {
  return new Map([...names].map((name) => [foldKey(name), name]))
}

/** Renames a row's keys to the documented spelling; unknown ones stay, without a `[UTC]` suffix; empty cells go. */
export function respell(row: JsonObject, spelling: Spelling): Record<string, unknown> {
  const named: Record<string, unknown> = {}
  for (const key in row) {
    const value = row[key]
    if (value === '' || value === null || value === undefined) continue
    named[spelling.get(foldKey(key)) ?? key.replace(/\s*\[utc\]\s*$/i, '').trim()] = value
  }
  return named
}

/** True when every key already is spelled as documented (keys unknown to the documentation do not count). */
export function isSpelled(row: JsonObject, spelling: Spelling): boolean {
  for (const key in row) {
    const known = spelling.get(foldKey(key))
    if (known !== undefined && known !== key) return false
  }
  return true
}
