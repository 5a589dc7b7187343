/** Conditions put together and taken apart. */
import type { Expr } from './expr.js'

/** Puts conditions together by a word; undefined when there is none. */
const joinedBy =
  (name: 'and' | 'or') =>
  (conditions: readonly Expr[]): Expr | undefined => {
    const [first, ...rest] = conditions
    return (
      first &&
      rest.reduce<Expr>((all, next) => ({ kind: 'call', name, type: 'bool', args: [all, next] }), first)
    )
  }

export const conjunction = joinedBy('and')
export const disjunction = joinedBy('or')

/** The conditions that `and` joins. */
export const conjuncts = (condition: Expr): readonly Expr[] =>
  condition.kind === 'call' && condition.name === 'and' ? condition.args.flatMap(conjuncts) : [condition]
