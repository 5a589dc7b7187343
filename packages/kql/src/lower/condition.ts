import type { Expr } from '../plan/expr.js'

/** Conditions joined by `and`; undefined when there is none. */
export function conjunction(conditions: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = conditions
  if (!first) return undefined
  return rest.reduce<Expr>(
    (all, next) => ({ kind: 'call', name: 'and', type: 'bool', args: [all, next] }),
    first,
  )
}
export function disjunction(conditions: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = conditions
  if (!first) return undefined
  return rest.reduce<Expr>(
    (all, next) => ({ kind: 'call', name: 'or', type: 'bool', args: [all, next] }),
    first,
  )
}
