import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { isArray, isBag, type Json, readDynamic, writeJson } from '../json.js'

export type Row = readonly Json[]

/** Settings of a plugin, by name, as its lowering wrote them. */
export class Settings {
  constructor(private readonly bag: ReadonlyMap<string, Json>) {}
  number(name: string): number {
    return Number(this.bag.get(name) ?? 0)
  }
  ticks(name: string): bigint {
    const value = this.bag.get(name)
    return typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value ?? 0)))
  }
  list(name: string): readonly Json[] {
    const value = this.bag.get(name) ?? null
    return isArray(value) ? value : []
  }
}

/** A plugin's computation: all rows of the input and its settings in, all rows of the output out. */
export const table = (
  name: string,
  compute: (rows: readonly Row[], settings: Settings) => readonly Row[],
): NativeFunction =>
  native(`plugin_${name}`, 2, (rowsText, settingsText) => {
    const rows = readDynamic(rowsText ?? null)
    const settings = readDynamic(settingsText ?? null)
    const given = isArray(rows) ? rows.filter(isArray) : []
    return writeJson(compute(given, new Settings(isBag(settings) ? settings : new Map())))
  })

export const big = (value: Json | undefined): bigint | undefined =>
  typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(Math.trunc(value)) : undefined

/** Rows by the text of some of their cells, in the order they first come. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => Json): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = writeJson(keyOf(row))
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

export const floorTo = (value: bigint, origin: bigint, size: bigint): bigint => {
  const rest = (((value - origin) % size) + size) % size
  return value - rest
}

/** The least and the greatest of some numbers; undefined of none. */
export function ends(
  values: readonly bigint[],
): { readonly least: bigint; readonly greatest: bigint } | undefined {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const [least] = sorted
  const greatest = sorted.at(-1)
  return least === undefined || greatest === undefined ? undefined : { least, greatest }
}
