import { type Column, type Expr, literalValue } from './expr.js'

export type BoundOperator = '<' | '<=' | '>' | '>='

export interface TimeBounds {
  readonly column: Column
  /** Ticks, all of which hold. */
  readonly bounds: readonly { readonly operator: BoundOperator; readonly ticks: bigint }[]
}

/** What each comparison says of its constants, in order. */
const said: Readonly<Record<string, readonly (readonly BoundOperator[])[]>> = {
  '<': [['<']],
  '<=': [['<=']],
  '>': [['>']],
  '>=': [['>=']],
  '==': [['>=', '<=']],
  between: [['>='], ['<=']],
}

/** A condition that holds a datetime column between constants; undefined of any other. */
export function timeBounds(condition: Expr): TimeBounds | undefined {
  if (condition.kind !== 'call') return undefined
  const operators = said[condition.name]
  const [value, ...constants] = condition.args
  if (!operators || value?.kind !== 'column' || value.type !== 'datetime') return undefined
  if (operators.length !== constants.length) return undefined
  const bounds = constants.flatMap((constant, i) => {
    const ticks = constant.type === 'datetime' ? literalValue(constant) : undefined
    return typeof ticks === 'bigint' ? (operators[i] ?? []).map((operator) => ({ operator, ticks })) : []
  })
  return bounds.length === operators.flat().length ? { column: value.column, bounds } : undefined
}
