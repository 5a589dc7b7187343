/** Literals from their text: the parser's own values lose hexadecimal numbers, NaN and exact longs. */
import { parseDatetime, parseTimespan } from '../functions/native/datetime/read.js'
import { child, elements, kindOf, type Node, textOf } from '../kusto/syntax.js'
import { type Expr, literal } from '../plan/expr.js'
import { refuse } from './scope.js'

/** Text between the brackets of `long(5)`, or the whole text. */
const inner = (text: string): string => {
  const match = /^\s*[A-Za-z0-9_]+\s*\(([\s\S]*)\)\s*$/.exec(text)
  return (match?.[1] ?? text).trim().replace(/^(['"])([\s\S]*)\1$/, '$2')
}

const isNull = (text: string): boolean => /^(null)?$/i.test(text)

const units: readonly (readonly [RegExp, bigint])[] = [
  [/^(d|days?)$/, 864_000_000_000n],
  [/^(h|hr|hrs|hours?)$/, 36_000_000_000n],
  [/^(m|min|minutes?)$/, 600_000_000n],
  [/^(s|sec|seconds?)$/, 10_000_000n],
  [/^(ms|milli|millis|millisec|milliseconds?)$/, 10_000n],
  [/^(micro|micros|microsec|microseconds?)$/, 10n],
  [/^(ticks?)$/, 1n],
  [/^(nano|nanosec|nanoseconds?)$/, 0n],
]

/** `1.5h`, or the forms of `time(…)`: `1.02:03:04`, `2d`, a bare number of days. */
export function timespanTicks(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?([a-z]+)$/i.exec(text.trim())
  if (!match) return parseTimespan(text)
  const [, sign, whole = '0', fraction = '', name = ''] = match
  const unit = units.find(([pattern]) => pattern.test(name.toLowerCase()))
  if (!unit) return undefined
  const scale = 10n ** BigInt(fraction.length)
  const ticks = unit[1] === 0n ? BigInt(whole) / 100n : (BigInt(whole + fraction) * unit[1]) / scale
  return sign === '-' ? -ticks : ticks
}

function whole(text: string): bigint {
  const value = BigInt(text.replace(/^[+-]/, '').toLowerCase())
  return BigInt.asIntN(64, text.startsWith('-') ? -value : value)
}

function real(text: string): number {
  const lower = text.toLowerCase()
  if (lower === 'nan') return Number.NaN
  if (lower === '+inf' || lower === 'inf') return Number.POSITIVE_INFINITY
  if (lower === '-inf') return Number.NEGATIVE_INFINITY
  return Number(text)
}

export function lowerLiteral(node: Node): Expr | undefined {
  const text = inner(textOf(node))
  switch (kindOf(node)) {
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return literal('string', String(node.LiteralValue ?? ''))
    case 'LongLiteralExpression':
      return literal('long', isNull(text) ? null : whole(text))
    case 'IntLiteralExpression':
      return literal('int', isNull(text) ? null : whole(text))
    case 'RealLiteralExpression':
      return literal('real', isNull(text) ? null : real(text))
    case 'DecimalLiteralExpression':
      return literal('decimal', isNull(text) ? null : text)
    case 'BooleanLiteralExpression':
      return literal('bool', isNull(text) ? null : /^(true|1)$/i.test(text))
    case 'GuidLiteralExpression':
      return literal('guid', isNull(text) ? null : text.toLowerCase())
    case 'DateTimeLiteralExpression':
      return literal('datetime', isNull(text) ? null : (parseDatetime(text) ?? badLiteral(node)))
    case 'TimespanLiteralExpression':
      return literal('timespan', isNull(text) ? null : (timespanTicks(text) ?? badLiteral(node)))
    case 'NullLiteralExpression':
      return literal('dynamic', null)
    case 'DynamicExpression': {
      const json = jsonOf(child(node, 'Expression'))
      return literal('dynamic', json === 'null' ? null : json)
    }
    default:
      return undefined
  }
}

const badLiteral = (node: Node): never => refuse(node, 'KQL200', `${textOf(node)} is not a value`)

/** JSON text of what stands inside `dynamic(…)`. */
function jsonOf(node: Node): string {
  const kind = kindOf(node)
  switch (kind) {
    case 'JsonArrayExpression':
      return `[${elements(child(node, 'Values')).map(jsonOf).join(',')}]`
    case 'JsonObjectExpression':
      return `{${elements(child(node, 'Pairs'))
        .map((pair) => `${JSON.stringify(jsonKey(child(pair, 'Name')))}:${jsonOf(child(pair, 'Value'))}`)
        .join(',')}}`
    case 'NullLiteralExpression':
      return 'null'
    case 'UnaryMinusExpression':
      return `-${jsonOf(child(node, 'Expression'))}`
    case 'UnaryPlusExpression':
      return jsonOf(child(node, 'Expression'))
    case 'DynamicExpression':
      return jsonOf(child(node, 'Expression'))
    default:
      return jsonOfLiteral(node)
  }
}

const jsonKey = (node: Node): string => String(node.LiteralValue ?? node.ValueText ?? textOf(node))

function jsonOfLiteral(node: Node): string {
  const value = lowerLiteral(node)
  if (value?.kind !== 'literal') return refuse(node, 'KQL300', 'only constants can stand inside dynamic()')
  if (value.value === null) return 'null'
  switch (value.type) {
    case 'string':
      return JSON.stringify(value.value)
    case 'real': {
      const text = inner(textOf(node))
      return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? text.replace(/^\+/, '') : JSON.stringify(text)
    }
    case 'long':
    case 'int':
    case 'bool':
    case 'decimal':
      return String(value.value)
    default:
      return JSON.stringify(inner(textOf(node)))
  }
}
