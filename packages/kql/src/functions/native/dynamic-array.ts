import type { NativeFunction } from '../entry.js'
import { native } from './define.js'
import { isArray, isBag, type Json, readDynamic, writeJson } from './json.js'

/** Dynamic values in Kusto's order: numbers by value, text by code point, and null last unless asked first. */
export function compareJson(a: Json, b: Json): number {
  const rank = (value: Json): number =>
    typeof value === 'boolean'
      ? 0
      : typeof value === 'number' || typeof value === 'bigint'
        ? 1
        : typeof value === 'string'
          ? 2
          : 3
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (rank(a) === 1 || rank(a) === 0) return Number(a) < Number(b) ? -1 : Number(a) > Number(b) ? 1 : 0
  const [x, y] = rank(a) === 2 ? [a as string, b as string] : [writeJson(a), writeJson(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** Sorts the first array and carries the others along; arrays of another length come out null. */
function sortArrays(list: Json, descending: boolean, nullsLast: boolean): Json {
  if (!isArray(list)) return null
  const [keys] = list
  if (!isArray(keys ?? null)) return list.map(() => null)
  const first = keys as readonly Json[]
  const places = first.map((_, index) => index)
  places.sort((i, j) => {
    const [a = null, b = null] = [first[i], first[j]]
    if (a === null || b === null) return a === b ? 0 : (a === null) === nullsLast ? 1 : -1
    return descending ? compareJson(b, a) : compareJson(a, b)
  })
  return list.map((array) =>
    isArray(array) && array.length === first.length ? places.map((place) => array[place] ?? null) : null,
  )
}

const whole = (text: string | null | undefined): number => Math.trunc(Number(text ?? 0))

/** Moves items left by `count` (right when negative); `fill` takes the places left, or they come round. */
function move(array: readonly Json[], count: number, fill: Json | undefined): Json[] {
  const length = array.length
  return array.map((_, index) => {
    const from = index + count
    if (fill === undefined) return array[((from % length) + length) % length] ?? null
    return from >= 0 && from < length ? (array[from] ?? null) : fill
  })
}

const onArray = (
  name: string,
  arity: number,
  apply: (array: readonly Json[], ...rest: (string | null)[]) => Json,
): NativeFunction =>
  native(name, arity, (text, ...rest) => {
    const array = readDynamic(text ?? null)
    return isArray(array) ? writeJson(apply(array, ...rest)) : null
  })

function split(array: readonly Json[], at: Json): Json {
  const asked = (isArray(at) ? at : [at]).map(Number)
  const cuts = asked.map((place) =>
    Math.max(0, place < 0 ? array.length + place : Math.min(place, array.length)),
  )
  const edges = [0, ...cuts, array.length]
  return edges.slice(0, -1).map((from, index) => array.slice(from, edges[index + 1]))
}

function iff(conditions: readonly Json[], yes: Json, no: Json): Json {
  const length = Math.max(conditions.length, isArray(yes) ? yes.length : 0, isArray(no) ? no.length : 0)
  const at = (side: Json, index: number): Json => (isArray(side) ? (side[index] ?? null) : side)
  return Array.from({ length: Math.min(length, conditions.length) }, (_, index) => {
    const condition = conditions[index] ?? null
    // Text and null are no condition: null.
    if (typeof condition === 'string' || condition === null || typeof condition === 'object') return null
    return Number(condition) !== 0 ? at(yes, index) : at(no, index)
  })
}

/** Place of the n-th equal item within a stretch; -1 where there is none. */
function indexOf(
  array: readonly Json[],
  value: Json,
  start: number,
  length: number,
  occurrence: number,
): number {
  const from = start < 0 ? Math.max(0, array.length + start) : start
  const to = length < 0 ? array.length : Math.min(array.length, from + length)
  let seen = 0
  for (let at = from; at < to; at++) {
    if (sameJson(array[at] ?? null, value) && ++seen === occurrence) return at
  }
  return -1
}

export const sameJson = (a: Json, b: Json): boolean =>
  (typeof a === 'bigint' || typeof a === 'number') && (typeof b === 'bigint' || typeof b === 'number')
    ? Number(a) === Number(b)
    : writeJson(a) === writeJson(b)

function zip(arrays: readonly Json[]): Json {
  const length = Math.max(0, ...arrays.map((array) => (isArray(array) ? array.length : 0)))
  return Array.from({ length }, (_, index) =>
    arrays.map((array) => (isArray(array) ? (array[index] ?? null) : null)),
  )
}

/** All paths into a value, as treepath() lists them. */
function paths(value: Json, prefix: string): string[] {
  const inside = isBag(value)
    ? [...value].flatMap(([key, item]) => paths(item, `${prefix}['${key}']`))
    : isArray(value)
      ? [`${prefix}[0]`, ...value.flatMap((item) => paths(item, `${prefix}[0]`).slice(1))]
      : []
  return [...new Set([prefix, ...inside])]
}

export const arrayNatives: Readonly<Record<string, NativeFunction>> = {
  sortAsc: native('array_sort_asc', 2, (list, nullsLast) =>
    writeJson(sortArrays(readDynamic(list ?? null), false, nullsLast !== 'false')),
  ),
  sortDesc: native('array_sort_desc', 2, (list, nullsLast) =>
    writeJson(sortArrays(readDynamic(list ?? null), true, nullsLast !== 'false')),
  ),
  rotate: onArray('array_rotate', 2, (array, count) => move(array, whole(count), undefined)),
  shift: onArray('array_shift', 3, (array, count, fill) =>
    move(array, whole(count), readDynamic(fill ?? null)),
  ),
  split: onArray('array_split', 2, (array, at) => split(array, readDynamic(at ?? null))),
  iff: onArray('array_iff', 3, (array, yes, no) =>
    iff(array, readDynamic(yes ?? null), readDynamic(no ?? null)),
  ),
  indexOf: native('array_index_of', 5, (text, value, start, length, occurrence) => {
    const array = readDynamic(text ?? null)
    if (!isArray(array)) return null
    const wanted = readDynamic(value ?? null)
    return String(indexOf(array, wanted, whole(start), Number(length ?? -1), Number(occurrence ?? 1)))
  }),
  zip: onArray('zip', 1, (arrays) => zip(arrays)),
  treepath: native('treepath', 1, (text) => {
    const value = readDynamic(text ?? null)
    return isBag(value) || isArray(value) ? writeJson(paths(value, '').filter((path) => path !== '')) : null
  }),
  range: native('range', 4, (from, to, step, kind) => {
    const list = span(from ?? null, to ?? null, step ?? null, kind ?? '')
    return list === null ? null : writeJson(list)
  }),
}

const longest = 1_048_576

/** Numbers from `from` to at most `to`; at most 1,048,576 of them. */
function span(from: string | null, to: string | null, step: string | null, kind: string): Json {
  if (from === null || to === null || step === null || Number(step) === 0) return null
  if (kind === 'long') return wholeSpan(BigInt(from), BigInt(to), BigInt(step))
  const [low, high, by] = [Number(from), Number(to), Number(step)]
  const count = Math.floor((high - low) / by + 1e-12) + 1
  return Array.from({ length: Math.max(0, Math.min(count, longest)) }, (_, index) => low + index * by)
}

function wholeSpan(low: bigint, high: bigint, by: bigint): Json {
  const count = (high - low) / by + 1n
  if ((high - low) * by < 0n) return []
  return Array.from(
    { length: Number(count > longest ? longest : count) },
    (_, index) => low + BigInt(index) * by,
  )
}
