/** The columns of scan's recursion. */
import type { Node } from '../../kusto/syntax.js'
import { type Column, columnRef, type Expr } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Lowering, Names } from '../scope.js'
import type { Declared, Remembered, Step, StepState } from './scan-steps.js'

export interface Scan {
  readonly lowering: Lowering
  readonly node: Node
  readonly names: Names
  readonly steps: readonly Step[]
  readonly declared: readonly Declared[]
  readonly remembered: readonly Remembered[]
}

/** What the recursion gives for each row. */
export interface Layout<Value> {
  readonly place: Value
  /** The partition the row is in. */
  readonly keys: readonly Value[]
  /** The number the next match gets. */
  readonly next: Value
  readonly states: readonly StepState<Value>[]
  /** Whether the row matched each step, and what its declared columns are then. */
  readonly outputs: readonly { readonly matched: Value; readonly values: readonly Value[] }[]
}

export const flat = <Value>({ place, keys, next, states, outputs }: Layout<Value>): Value[] => [
  place,
  ...keys,
  next,
  ...states.flatMap(({ active, id, series, values }) => [active, id, series, ...values]),
  ...outputs.flatMap(({ matched, values }) => [matched, ...values]),
]

/** The same layout over other values, in the order of `flat`. */
export function mapped<A, B>(layout: Layout<A>, values: readonly B[]): Layout<B> {
  let at = 0
  const take = (): B => values[at++] as B
  return {
    place: take(),
    keys: layout.keys.map(take),
    next: take(),
    states: layout.states.map((state) => ({
      active: take(),
      id: take(),
      series: take(),
      values: state.values.map(take),
    })),
    outputs: layout.outputs.map((output) => ({ matched: take(), values: output.values.map(take) })),
  }
}

export type Numbered = () => {
  readonly relation: Relation
  readonly place: Column
  /** The partition, hidden from the query; then the columns the query sees. */
  readonly keys: readonly Column[]
  readonly own: readonly Column[]
}

/** Rows of the same partition. */
export const sameKeys = (left: readonly Column[], right: readonly Column[]): Expr[] =>
  left.flatMap((key, at): Expr[] => {
    const other = right[at]
    if (!other) return []
    return [{ kind: 'call', name: '_join_equal', args: [columnRef(key), columnRef(other)], type: 'bool' }]
  })
