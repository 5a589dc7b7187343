/** Conditions put together and taken apart. */
import type { Expr } from './expr.js'

/** Conditions joined by `and`; undefined when there is none. */
export function conjunction(conditions: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = conditions
  if (!first) return undefined
  return rest.reduce<Expr>(
    (all, next) => ({ kind: 'call', name: 'and', type: 'bool', args: [all, next] }),
    first,
  )
}

/** The conditions that `and` joins. */
export const conjuncts = (condition: Expr): readonly Expr[] =>
  condition.kind === 'call' && condition.name === 'and' ? condition.args.flatMap(conjuncts) : [condition]

export function disjunction(conditions: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = conditions
  if (!first) return undefined
  return rest.reduce<Expr>(
    (all, next) => ({ kind: 'call', name: 'or', type: 'bool', args: [all, next] }),
    first,
  )
}
