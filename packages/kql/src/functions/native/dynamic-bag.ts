import type { NativeFunction } from '../entry.js'
import { native } from './define.js'
import { sameJson } from './dynamic-array.js'
import { dynamicText, isArray, isBag, type Json, type JsonBag, readDynamic, writeJson } from './json.js'

const keysOf = (value: Json): Set<string> => new Set(isArray(value) ? value.map(dynamicText) : [])

/** The first bag that has a key decides its value. */
export function mergeBags(bags: readonly Json[]): JsonBag {
  const merged: JsonBag = new Map()
  for (const bag of bags) {
    if (!isBag(bag)) continue
    for (const [key, value] of bag) if (!merged.has(key)) merged.set(key, value)
  }
  return merged
}

/** A path (`$.a.b`) among the keys of bag_remove_keys removes what it leads to. */
function removeKeys(bag: JsonBag, keys: Set<string>): JsonBag {
  const kept: JsonBag = new Map([...bag].filter(([key]) => !keys.has(key)))
  for (const path of keys) {
    const steps = path.startsWith('$.') ? path.slice(2).split('.') : []
    if (steps.length > 0) removePath(kept, steps)
  }
  return kept
}

function removePath(bag: JsonBag, [step = '', ...rest]: readonly string[]): void {
  const inner = bag.get(step)
  if (rest.length === 0) bag.delete(step)
  else if (inner !== undefined && isBag(inner)) {
    const copy = new Map(inner)
    bag.set(step, copy)
    removePath(copy, rest)
  }
}

/** Keys in alphabetical order at every level, as dynamic_to_json() writes them. */
function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted)
  if (!isBag(value)) return value
  return new Map([...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]))
}

function distinct(items: readonly Json[]): Json[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = typeof item === 'bigint' ? writeJson(Number(item)) : writeJson(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Sets of dynamic arrays; null when an argument is no array. */
function sets(name: string, combine: (sets: readonly (readonly Json[])[]) => Json): NativeFunction {
  return native(name, 1, (text) => {
    const list = readDynamic(text ?? null)
    if (!isArray(list) || !list.every(isArray)) return null
    return writeJson(combine(list as readonly (readonly Json[])[]))
  })
}

const holds = (items: readonly Json[]): ((item: Json) => boolean) => {
  const keys = new Set(
    items.map((item) => (typeof item === 'bigint' ? writeJson(Number(item)) : writeJson(item))),
  )
  return (item) => keys.has(typeof item === 'bigint' ? writeJson(Number(item)) : writeJson(item))
}

function jaccard(a: readonly Json[], b: readonly Json[]): number {
  const union = distinct([...a, ...b]).length
  return union === 0 ? Number.NaN : distinct(a).filter(holds(b)).length / union
}

export const bagNatives: Readonly<Record<string, NativeFunction>> = {
  merge: native('bag_merge', 1, (text) => {
    const list = readDynamic(text ?? null)
    return isArray(list) && list.some(isBag) ? writeJson(mergeBags(list)) : null
  }),
  removeKeys: native('bag_remove_keys', 2, (text, keys) => {
    const bag = readDynamic(text ?? null)
    return isBag(bag) ? writeJson(removeKeys(bag, keysOf(readDynamic(keys ?? null)))) : null
  }),
  withoutEmpty: native('without_empty', 1, (text) => {
    const bag = readDynamic(text ?? null)
    return isBag(bag)
      ? writeJson(new Map([...bag].filter(([, value]) => value !== null && value !== '')))
      : null
  }),
  hasKey: native('bag_has_key', 2, (text, key) => {
    const bag = readDynamic(text ?? null)
    if (!isBag(bag)) return null
    return String(
      bag.has(key ?? '') || (key?.startsWith('$.') === true && hasPath(bag, key.slice(2).split('.'))),
    )
  }),
  setKey: native('bag_set_key', 3, (text, key, value) => {
    const bag = readDynamic(text ?? null)
    if (!isBag(bag)) return null
    const steps = key?.startsWith('$.') ? key.slice(2).split('.') : [key ?? '']
    return writeJson(setPath(bag, steps, readDynamic(value ?? null)))
  }),
  zip: native('bag_zip', 2, (keys, values) => {
    const [names, items] = [readDynamic(keys ?? null), readDynamic(values ?? null)]
    if (!isArray(names) || !isArray(items)) return null
    const pairs = names.flatMap((name, index): [string, Json][] =>
      typeof name === 'string' ? [[name, items[index] ?? null]] : [],
    )
    return writeJson(new Map(pairs))
  }),
  toJson: native('dynamic_to_json', 1, (text) => {
    const value = readDynamic(text ?? null)
    return value === null ? '' : writeJson(sorted(value))
  }),
  union: sets('set_union', (all) => distinct(all.flat())),
  intersect: sets('set_intersect', ([first = [], ...rest]) => {
    const tests = rest.map(holds)
    return distinct(first).filter((item) => tests.every((test) => test(item)))
  }),
  difference: sets('set_difference', ([first = [], ...rest]) => {
    const test = holds(rest.flat())
    return distinct(first).filter((item) => !test(item))
  }),
  equals: native('set_equals', 2, (a, b) => {
    const [left, right] = [readDynamic(a ?? null), readDynamic(b ?? null)]
    if (!isArray(left) || !isArray(right)) return null
    return String(left.every(holds(right)) && right.every(holds(left)))
  }),
  jaccard: native('jaccard_index', 2, (a, b) => {
    const [left, right] = [readDynamic(a ?? null), readDynamic(b ?? null)]
    return isArray(left) && isArray(right) ? String(jaccard(left, right)) : null
  }),
  hasElement: native('set_has_element', 2, (text, value) => {
    const list = readDynamic(text ?? null)
    const wanted = readDynamic(value ?? null)
    return isArray(list) ? String(list.some((item) => sameJson(item, wanted))) : null
  }),
}

/** Whether a path of keys (`$.a.b`) leads to a value, be it null. */
function hasPath(bag: JsonBag, [step = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return bag.has(step)
  const inner = bag.get(step)
  return inner !== undefined && isBag(inner) && hasPath(inner, rest)
}

function setPath(bag: JsonBag, [step = '', ...rest]: readonly string[], value: Json): JsonBag {
  const copy = new Map(bag)
  const inner = copy.get(step)
  copy.set(
    step,
    rest.length === 0 ? value : setPath(inner !== undefined && isBag(inner) ? inner : new Map(), rest, value),
  )
  return copy
}
