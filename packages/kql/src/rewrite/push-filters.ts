/**
 * Comparisons of a table's columns with constants go down to the table as hints: redundant conditions on the
 * engine's own columns, so that it can skip what its statistics rule out. The filter itself stays.
 */
import { type Expr, literalValue } from '../plan/expr.js'
import type { Relation, ScanHint } from '../plan/relation.js'
import { mapInputs } from '../plan/walk.js'

const turned: Readonly<Record<string, ScanHint['operator']>> = {
  '<': '>=',
  '<=': '>=',
  '>': '<=',
  '>=': '<=',
  '==': '==',
}
const loose: Readonly<Record<string, ScanHint['operator']>> = {
  '<': '<=',
  '<=': '<=',
  '>': '>=',
  '>=': '>=',
  '==': '==',
}

function hintsIn(expr: Expr): ScanHint[] {
  if (expr.kind !== 'call') return []
  const [a, b, c] = expr.args
  if (expr.name === 'and') return expr.args.flatMap(hintsIn)
  if (a?.kind === 'column' && expr.name === 'between') {
    const [low, high] = [literalValue(b), literalValue(c)]
    if (low == null || high == null) return []
    return [
      { column: a.column, operator: '>=', values: [low] },
      { column: a.column, operator: '<=', values: [high] },
    ]
  }
  if (a?.kind === 'column' && expr.name === 'in' && a.type === 'string') {
    const values = expr.args.slice(1).map((arg) => (arg.type === 'string' ? literalValue(arg) : undefined))
    const known = values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []))
    return known.length === values.length ? [{ column: a.column, operator: 'in', values: known }] : []
  }
  const [left, right] = [literalValue(a), literalValue(b)]
  const straight = loose[expr.name]
  if (a?.kind === 'column' && straight && right != null)
    return [{ column: a.column, operator: straight, values: [right] }]
  const reversed = turned[expr.name]
  if (b?.kind === 'column' && reversed && left != null)
    return [{ column: b.column, operator: reversed, values: [left] }]
  return []
}

export function pushFilters(relation: Relation, hints: readonly ScanHint[] = []): Relation {
  switch (relation.kind) {
    case 'scan': {
      const own = hints.filter((hint) =>
        relation.picks.some((pick) => pick.column.id === hint.column.id && !pick.path),
      )
      return own.length > 0 ? { ...relation, hints: own } : relation
    }
    case 'filter':
      return { ...relation, input: pushFilters(relation.input, [...hints, ...hintsIn(relation.condition)]) }
    case 'project': {
      // Only columns that go through unchanged are the same below.
      const through = new Set(
        relation.items.flatMap((i) =>
          i.expr.kind === 'column' && i.expr.column.id === i.column.id ? [i.column.id] : [],
        ),
      )
      const below = hints.filter((hint) => through.has(hint.column.id))
      return { ...relation, input: pushFilters(relation.input, below) }
    }
    case 'sort':
      return { ...relation, input: pushFilters(relation.input, hints) }
    // Below everything else a row's absence would change more than the row.
    default:
      return mapInputs(relation, (input) => pushFilters(input))
  }
}
