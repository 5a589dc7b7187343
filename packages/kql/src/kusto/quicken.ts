/**
 * The parser was compiled from C# to JavaScript, and the runtime beneath it works the same things out on every call:
 * whether an object is of a class, by which method a list counts its elements, which class a generic one with these
 * arguments is. Such answers depend on the classes alone; here they are remembered. Of values that are not boxed, which
 * nearly all are, it is told at once whether they are there and the same. Everything else is left to the runtime.
 * `npm run bench:kql -- --compile 4` sets compiling beside the parser and binder without this.
 */
import type { BridgeGlobals, BridgeRuntime, BridgeType } from './raw.js'

const globals = globalThis as BridgeGlobals
const done = Symbol.for('bigyellowtaxi.kql.quickened')

const warmUp =
  'print a = 1, b = "c" | where a == 1 and strlen(b) > 0 and b has "c" | summarize count() by d = toupper(b)'

/** Does nothing the second time, also where two copies of this module share one parser. */
export function quicken(): void {
  const { Bridge, System } = globals as { Bridge?: BridgeRuntime & { [done]?: true }; System?: BridgeSystem }
  if (!Bridge || !System || Bridge[done]) return
  Bridge[done] = true
  Bridge.is = rememberIs(Bridge.is)
  Bridge.as = quickAs(Bridge.as)
  Bridge.unbox = quickUnbox(Bridge.unbox)
  Bridge.hasValue = quickHasValue(Bridge.hasValue)
  Bridge.referenceEquals = quickReferenceEquals(Bridge.referenceEquals)
  Bridge.ref = quickRef(Bridge.ref, System.Array.toIndex)
  Bridge.Class.getCachedType = rememberGeneric(Bridge.Class.getCachedType)
  const lists = System.Array
  const aliasOf = (type: BridgeType) => Bridge.getTypeAlias(type)
  lists.getCount = rememberCount(lists.getCount, aliasOf)
  lists.getItem = rememberItem(lists.getItem, aliasOf, (type) => Bridge.getDefaultValue(type))
  lists.type = rememberArrayType(lists.type)
  // Classes take their last form when they are first used.
  const { KustoCode, GlobalState } = globals.Kusto?.Language ?? {}
  if (GlobalState) KustoCode?.ParseAndAnalyze(warmUp, GlobalState.Default).GetDiagnostics()
  const seen = new Set<unknown>()
  for (const root of [globals.Kusto, System, Bridge]) settle(root, seen)
}

interface BridgeSystem {
  readonly Array: {
    readonly toIndex: (array: unknown, place: readonly unknown[]) => number
    getCount: CountOf
    getItem: ItemOf
    type: (element: BridgeType, rank?: number, array?: { $type?: BridgeType }) => unknown
  }
}
type Listed = { readonly [method: string]: unknown }
type CountOf = (list: Listed, type?: BridgeType) => number
type ItemOf = (list: Listed, index: number, type?: BridgeType) => unknown

/** A number for each class, and what a type was found to be of the classes by their numbers: read without hashing. */
const numberOf = Symbol('number')
const answersOf = Symbol('answers')
type Numbered = BridgeType & { [numberOf]?: number; [answersOf]?: boolean[] }

const classKinds: ReadonlySet<unknown> = new Set(['class', 'nested class', 'struct', 'nested struct'])

const remembered = (value: object, type: Numbered): boolean | undefined =>
  type[answersOf]?.[(value.constructor as Numbered | undefined)?.[numberOf] ?? -1]

/** The value, or null where it is of another class. */
const quickAs =
  (slow: BridgeRuntime['as']): BridgeRuntime['as'] =>
  (value, type, allowNull) => {
    const before = typeof value === 'object' && value !== null ? remembered(value, type) : undefined
    if (before === undefined) return slow(value, type, allowNull)
    return before ? value : null
  }

/** For objects of a class, and types without a test of their own, the two classes decide. */
function rememberIs(slow: BridgeRuntime['is']): BridgeRuntime['is'] {
  let classes = 0
  return (value, type: Numbered, ignoreFn, allowNull) => {
    if (value === null || value === undefined) return !!allowNull
    if (typeof value !== 'object' || typeof type !== 'function') return slow(value, type, ignoreFn, allowNull)
    const before = remembered(value, type)
    if (before !== undefined) return before
    const own = value.constructor as Numbered | undefined
    const answer = slow(value, type, ignoreFn, allowNull)
    if (!own || type.$is || !classKinds.has(own.$kind) || own.$isArrayEnumerator || own.$isArray)
      return answer
    own[numberOf] ??= classes++
    type[answersOf] ??= []
    type[answersOf][own[numberOf]] = answer
    return answer
  }
}

const isBoxed = (value: unknown): boolean => (value as { readonly $boxed?: true }).$boxed === true

const quickUnbox =
  (slow: BridgeRuntime['unbox']): BridgeRuntime['unbox'] =>
  (value, how) =>
    how === true && (typeof value !== 'object' || value === null || !(isBoxed(value) || Array.isArray(value)))
      ? value
      : slow(value, how)

/** What is not boxed has a value, whatever it holds. */
const quickHasValue =
  (slow: BridgeRuntime['hasValue']): BridgeRuntime['hasValue'] =>
  (value) =>
    value !== null && value !== undefined && (!isBoxed(value) || slow(value))

const quickReferenceEquals =
  (slow: BridgeRuntime['referenceEquals']): BridgeRuntime['referenceEquals'] =>
  (a, b) => {
    if (a === b) return true
    return a === null || a === undefined || isBoxed(a) ? slow(a, b) : false
  }

type Places = Record<string | number, unknown>

/** A `ref` parameter: a place in an object, without a pair of closures for each. */
class Place {
  constructor(
    private readonly owner: Places,
    private readonly name: string | number,
  ) {}
  get v(): unknown {
    return this.owner[this.name]
  }
  set v(value: unknown) {
    this.owner[this.name] = value
  }
}

/** An element of an array is named by a list of one index. */
const quickRef =
  (slow: BridgeRuntime['ref'], indexOf: (array: unknown, place: readonly unknown[]) => number) =>
  (owner: unknown, name: unknown): unknown => {
    if (typeof name === 'string' || typeof name === 'number') return new Place(owner as Places, name)
    return Array.isArray(name) ? new Place(owner as Places, indexOf(owner, name)) : slow(owner, name)
  }

/** Generic classes of one argument, which were searched for from the first to the last. */
function rememberGeneric(slow: BridgeRuntime['Class']['getCachedType']): typeof slow {
  const known = new WeakMap<object, WeakMap<object, { readonly type: unknown }>>()
  return (generic, args) => {
    const only = args[0]
    if (args.length !== 1 || typeof only !== 'function') return slow(generic, args)
    const byArgument = known.get(generic) ?? new WeakMap<object, { readonly type: unknown }>()
    known.set(generic, byArgument)
    const before = byArgument.get(only)
    if (before) return before
    const found = slow(generic, args)
    if (found) byArgument.set(only, found)
    return found
  }
}

/** What depends on a type of elements alone, worked out once for each. */
function perType<Value>(workOut: (type: BridgeType) => Value): (type: BridgeType) => Value {
  const known = new WeakMap<BridgeType, Value>()
  return (type) => {
    const before = known.get(type)
    if (before !== undefined) return before
    const value = workOut(type)
    known.set(type, value)
    return value
  }
}

const countMethod = 'System$Collections$ICollection$getCount'

/** The ways to count are tried in the runtime's own order. */
function rememberCount(slow: CountOf, aliasOf: (type: BridgeType) => string): CountOf {
  const methodOf = perType((type) => `System$Collections$Generic$ICollection$1$${aliasOf(type)}$getCount`)
  const propertyOf = perType((type) => `System$Collections$Generic$ICollection$1$${aliasOf(type)}$Count`)
  return (list, type) => {
    if (Array.isArray(list)) return list.length
    if (!type) return slow(list, type)
    const method = list[methodOf(type)]
    if (typeof method === 'function') return method.call(list) as number
    if (typeof list[countMethod] === 'function') return slow(list, type)
    const count = list[propertyOf(type)] ?? list.System$Collections$ICollection$Count ?? list.Count
    return typeof count === 'number' ? count : slow(list, type)
  }
}

function rememberItem(
  slow: ItemOf,
  aliasOf: (type: BridgeType) => string,
  defaultOf: (type: BridgeType) => unknown,
): ItemOf {
  const nameOf = perType((type) => `System$Collections$Generic$IList$1$${aliasOf(type)}$getItem`)
  const isReference = perType((type) => (defaultOf(type) ?? null) === null)
  return (list, index, type) => {
    if (type === undefined) return slow(list, index, type)
    if (Array.isArray(list)) return list[index]
    const method = list[nameOf(type)]
    if (typeof method === 'function') return method.call(list, index)
    const { get, getItem } = list
    const isOwn = typeof get !== 'function' && typeof getItem === 'function' && isReference(type)
    return isOwn ? getItem.call(list, index) : slow(list, index, type)
  }
}

/** Types of arrays, which were searched for likewise; an array that is given is told its type. */
function rememberArrayType(slow: BridgeSystem['Array']['type']): typeof slow {
  const arrayOf = perType((element) => slow(element) as BridgeType)
  return (element, rank, array) => {
    if ((rank ?? 1) !== 1) return slow(element, rank, array)
    const type = arrayOf(element)
    if (!array) return type
    array.$type = type
    return array
  }
}

/**
 * The engine keeps objects with many members, such as these namespaces, as dictionaries; an object that served as a
 * prototype it lays out for quick reading instead.
 */
function settle(place: unknown, seen: Set<unknown>): void {
  if (!place || (typeof place !== 'object' && typeof place !== 'function') || seen.has(place)) return
  seen.add(place)
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(place))) {
    if (name === 'prototype') layOut(value)
    else if (/^[A-Z]/.test(name)) settle(value, seen)
  }
  layOut(place)
}

const Heir = function Heir() {} as unknown as new () => Readonly<Record<string, unknown>>

function layOut(place: unknown): void {
  if (!place || (typeof place !== 'object' && typeof place !== 'function')) return
  Heir.prototype = place
  const heir = new Heir()
  // Reading a member that is not there makes the engine look at the prototype.
  for (let i = 0; i < 3; i++) if (heir.absent !== undefined) break
  Heir.prototype = null
}
