/** A call of a function by its row: arguments checked and coerced, type found, constants folded. */

import type { ArgType, LowerContext, ScalarFunction } from '../functions/entry.js'
import { patternFault } from '../functions/parts/pattern-fault.js'
import { scalarFunctions } from '../functions/registry.js'
import { type Node, textOf } from '../kusto/syntax.js'
import { type Column, columnRef, type Expr, literal, literalValue } from '../plan/expr.js'
import { isNumeric, type KustoType } from '../plan/type.js'
import { converters, meeting, meetingOfAll } from './coerce.js'
import { foldCall, foldConversion } from './fold.js'
import { type Lowering, refuse } from './scope.js'

const comparisons = new Set(['==', '!=', '<>', '<', '<=', '>', '>=', 'between', '!between'])

interface Signature {
  readonly args: readonly ArgType[]
  readonly optional?: readonly ArgType[]
  readonly rest?: ArgType
}

/** What each argument is to be made into; refuses a wrong number of arguments. */
function parameterTypes(name: string, entry: Signature, count: number, at: Node): ArgType[] {
  const fixed = [...entry.args, ...(entry.optional ?? [])]
  const most = entry.rest ? Number.POSITIVE_INFINITY : fixed.length
  if (count < entry.args.length || count > most) {
    refuse(at, 'KQL200', `${name}() does not take ${count} argument${count === 1 ? '' : 's'}`)
  }
  return Array.from({ length: count }, (_, i) => fixed[i] ?? entry.rest ?? 'any')
}

export function coerceArguments(
  lowering: Lowering,
  name: string,
  entry: Signature,
  args: readonly Expr[],
  at: Node,
  hint?: KustoType,
): Expr[] {
  const wanted = parameterTypes(name, entry, args.length, at)
  const sharing = args.filter((_, i) => wanted[i] === 'common').map((arg) => arg)
  const common = sharing.length > 0 ? commonType(name, sharing, at, hint) : undefined
  return args.map((arg, i) => {
    const type = wanted[i] ?? 'any'
    if (type === 'any') return arg
    if (type === 'number')
      return isNumeric(arg.type) || arg.type === 'timespan' ? arg : coerce(lowering, arg, 'real', at)
    if (type === 'common') return common ? coerce(lowering, arg, common, at) : arg
    return coerce(lowering, arg, type, at)
  })
}

function commonType(name: string, args: readonly Expr[], at: Node, hint: KustoType | undefined): KustoType {
  // A bare null takes the type of the others.
  const typed = args.filter(
    (arg) => !(arg.kind === 'literal' && arg.value === null && arg.type === 'dynamic'),
  )
  const types = (typed.length > 0 ? typed : args).map((arg) => arg.type)
  const found = comparisons.has(name)
    ? types.reduce<KustoType | undefined>((a, b) => (a === undefined ? undefined : meeting(a, b)), types[0])
    : new Set(types).size === 1
      ? types[0]
      : holdsAll(hint ?? meetingOfAll(types), types)
  return (
    found ??
    refuse(at, 'KQL204', `${[...new Set(types)].join(' and ')} cannot be put together in ${textOf(at)}`)
  )
}

/** Text among other alternatives stays text or a dynamic: read as a number or a date, most of it would be null. */
const holdsAll = (type: KustoType | undefined, types: readonly KustoType[]): KustoType | undefined =>
  type !== 'string' && type !== 'dynamic' && types.includes('string') ? undefined : type

/** The columns of a row as one bag. */
export const bagOf = (lowering: Lowering, columns: readonly Column[], at: Node): Expr =>
  lowering.call(
    'bag_pack',
    columns.flatMap((column) => [literal('string', column.name), columnRef(column)]),
    at,
  )

/** The value as another type, by Kusto's own conversion function. */
export function coerce(lowering: Lowering, expr: Expr, type: KustoType, at: Node): Expr {
  if (expr.type === type) return expr
  const constant = foldConversion(expr, type)
  if (constant) return constant
  return lowering.call(converters[type], [expr], at)
}

/** Arithmetic on a dynamic takes the other side's type, or real. */
function arithmeticArguments(lowering: Lowering, args: readonly Expr[], at: Node): readonly Expr[] {
  return args.map((arg, i) => {
    const other = args[1 - i]
    if (arg.type === 'bool') return coerce(lowering, arg, 'long', at)
    if (arg.type !== 'dynamic') return arg
    const temporal = other && (other.type === 'datetime' || other.type === 'timespan')
    if (temporal && other) return coerce(lowering, arg, other.type, at)
    return coerce(lowering, arg, 'real', at)
  })
}

const arithmetic = new Set(['+', '-', '*', '/', '%'])

export function callFunction(
  lowering: Lowering,
  name: string,
  given: readonly Expr[],
  at: Node,
  hint?: KustoType,
): Expr {
  const entry = scalarFunctions.get(name)
  if (!entry) return refuse(at, 'KQL302', `the function ${name}() is not supported`)
  const prepared = arithmetic.has(name) ? arithmeticArguments(lowering, given, at) : given
  const args = coerceArguments(lowering, name, entry, prepared, at, hint)
  refuseBrokenPattern(name, args, at)
  const lowered = entry.lower?.(args, lowerContext(lowering, at))
  if (lowered) return lowered
  const type = typeof entry.returns === 'function' ? entry.returns(args) : entry.returns
  return foldCall(name, type, args) ?? foldByEntry(entry, type, args) ?? { kind: 'call', name, args, type }
}

/** Which argument is a regular expression. */
const patternPlaces: Readonly<Record<string, number>> = {
  'matches regex': 1,
  extract: 0,
  extract_all: 0,
  extractall: 0,
  replace: 0,
  replace_regex: 1,
  trim: 0,
  trim_end: 0,
  trim_start: 0,
}

/** Found here, a broken pattern is refused in its place; the engine would fail with no place to show. */
function refuseBrokenPattern(name: string, args: readonly Expr[], at: Node): void {
  const place = patternPlaces[name]
  const pattern = place === undefined ? undefined : literalValue(args[place])
  const fault = typeof pattern === 'string' ? patternFault(pattern) : undefined
  if (fault)
    refuse(at, 'KQL206', fault, 'regular expressions are RE2: https://github.com/google/re2/wiki/Syntax')
}

function foldByEntry(entry: ScalarFunction, type: KustoType, args: readonly Expr[]): Expr | undefined {
  if (!entry.fold || entry.deterministic === false) return undefined
  const values = args.flatMap((arg) => (arg.kind === 'literal' ? [arg.value] : []))
  if (values.length < args.length) return undefined
  const value = entry.fold(...values)
  return value === undefined ? undefined : literal(type, value)
}

export function lowerContext(lowering: Lowering, at: Node): LowerContext {
  return {
    now: lowering.services.now,
    call: (name, args, type) => lowering.call(name, args, at, type),
    coerce: (expr, type) => coerce(lowering, expr, type, at),
    refuse: (message, hint) => refuse(at, 'KQL300', message, hint),
  }
}
