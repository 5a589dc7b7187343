/** A value inside a column, asked of the relation that gives the column. */
import { stepsOf } from '../functions/dynamic/access.js'
import type { Column, Expr } from '../plan/expr.js'
import type { KustoType } from '../plan/type.js'

export type Step = string | number

export interface PathRequest {
  readonly column: Column
  readonly steps: readonly Step[]
  /** Steps into the JSON text that stands at `steps` (or into the value itself where it is no text). */
  readonly inner?: readonly Step[]
  readonly type: KustoType
}

/** Conversions that a source makes itself when it gives a path as the type. */
const conversions: Readonly<Record<string, KustoType>> = {
  tostring: 'string',
  tolong: 'long',
  toint: 'int',
  toreal: 'real',
  todouble: 'real',
  tobool: 'bool',
  toboolean: 'bool',
  todatetime: 'datetime',
  totimespan: 'timespan',
  toguid: 'guid',
}
const parsers = new Set(['parse_json', 'parsejson', 'todynamic', 'toobject'])

/** What a call of path functions asks for; undefined where it is something else. */
export function requestOf(expr: Expr): PathRequest | undefined {
  if (expr.kind !== 'call') return undefined
  const [inside, steps] = expr.args
  if (!inside) return undefined
  if (expr.name === '_path') return along(inside, stepsOf(steps), 'dynamic')
  if (expr.name === '_path_text') return along(inside, stepsOf(steps), 'string')
  const type = conversions[expr.name]
  if (!type || inside.kind !== 'call' || inside.name !== '_path') return undefined
  const request = requestOf(inside)
  return request && { ...request, type }
}

function along(base: Expr, steps: readonly Step[], type: KustoType): PathRequest | undefined {
  if (base.kind === 'column')
    return base.type === 'dynamic' ? { column: base.column, steps, type } : undefined
  if (base.kind !== 'call' || !parsers.has(base.name)) return undefined
  const text = withoutText(base.args[0])
  if (text?.kind === 'column') return { column: text.column, steps: [], inner: steps, type }
  if (text?.kind !== 'call' || (text.name !== '_path' && text.name !== '_path_text')) return undefined
  const outer = along(text.args[0] ?? text, stepsOf(text.args[1]), type)
  return outer && !outer.inner ? { ...outer, inner: steps } : undefined
}

/** Text made of a dynamic value, to be parsed again: the value. */
function withoutText(expr: Expr | undefined): Expr | undefined {
  if (expr?.kind !== 'call' || expr.name !== 'tostring') return expr
  const [inside] = expr.args
  return inside?.type === 'dynamic' ? inside : expr
}
