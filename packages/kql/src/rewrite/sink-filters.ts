/**
 * Conditions on a table's texts and times are asked where the table is read, of the engine's own columns: of those its
 * statistics know, and a row need not be given KQL's empty texts and ticks before it is dropped.
 */
import { conjunction, conjuncts } from '../plan/condition.js'
import { constantTexts } from '../plan/constant-texts.js'
import { type Column, columnRef, type Expr } from '../plan/expr.js'
import { sourceOfPick } from '../plan/pick-source.js'
import type { Filter, Relation, Scan } from '../plan/relation.js'
import { timeBounds } from '../plan/time-bounds.js'
import { columnsIn, substitute } from '../plan/walk.js'
import { rewritten } from './map-plan.js'

/** True of every text that is not empty. */
const ofAnyText: ReadonlySet<string> = new Set(['isnotempty', 'notempty'])

/** Operators that are false of an empty text wherever their constants are not empty. */
const ofTexts: ReadonlySet<string> = new Set([
  ...ofAnyText,
  ...[
    '==',
    '=~',
    'in',
    'in~',
    'has',
    'has_cs',
    'has_any',
    'has_all',
    'hasprefix',
    'hasprefix_cs',
    'hassuffix',
  ],
  ...['hassuffix_cs', 'contains', 'contains_cs', 'startswith', 'startswith_cs', 'endswith', 'endswith_cs'],
])

export const sinkFilters = (root: Relation): Relation =>
  rewritten(root, (relation) => (relation.kind === 'filter' ? sunkFilter(relation) : relation))

/** The filter without what its table is asked. */
function sunkFilter(filter: Filter): Relation {
  let { input } = filter
  const left = conjuncts(filter.condition).filter((condition) => {
    const sunk = sunkInto(input, condition)
    input = sunk ?? input
    return sunk === undefined
  })
  const condition = conjunction(left)
  return condition ? { ...filter, input, condition } : onlyColumns(input, filter.columns)
}

/** The relation with the condition asked of the table below; undefined where that cannot be said there. */
function sunkInto(relation: Relation, condition: Expr): Relation | undefined {
  switch (relation.kind) {
    case 'scan':
      return isOfColumns(condition, relation)
        ? { ...relation, where: [...(relation.where ?? []), condition] }
        : undefined
    case 'filter': {
      const input = sunkInto(relation.input, condition)
      return input && { ...relation, input }
    }
    case 'project': {
      const mindsCase = condition.kind !== 'call' || !ofAnyText.has(condition.name)
      const passing = new Map(
        relation.items.flatMap(({ column, expr }) => {
          const from = mindsCase ? expr : withoutCase(expr)
          return from.kind === 'column' ? [[column.id, from] as const] : []
        }),
      )
      if (columnsIn(condition).some(({ id }) => !passing.has(id))) return undefined
      const input = sunkInto(relation.input, substitute(condition, passing))
      return input && { ...relation, input }
    }
    default:
      return undefined
  }
}

/** A text in another case is empty when the text is. */
function withoutCase(expr: Expr): Expr {
  if (expr.kind !== 'call' || (expr.name !== 'tolower' && expr.name !== 'toupper')) return expr
  return withoutCase(expr.args[0] ?? expr)
}

/** A filter may give fewer columns than its input. */
function onlyColumns(relation: Relation, columns: readonly Column[]): Relation {
  if (columns.length === relation.columns.length) return relation
  const items = columns.map((column) => ({ column, expr: columnRef(column) }))
  return { kind: 'project', input: relation, items, columns }
}

/** True of a condition, or alternatives of such, on texts and times that some rows of the table keep as columns. */
function isOfColumns(condition: Expr, scan: Scan): boolean {
  if (condition.kind !== 'call') return false
  if (condition.name === 'or') return condition.args.every((arg) => isOfColumns(arg, scan))
  const [value, ...constants] = condition.args
  if (value?.kind !== 'column' || !isKept(value.column, scan)) return false
  if (value.type === 'datetime') return timeBounds(condition) !== undefined
  const isOfTexts = ofTexts.has(condition.name) && value.type === 'string'
  return isOfTexts && constantTexts(condition.name, constants) !== undefined
}

function isKept({ id }: Column, { picks, table }: Scan): boolean {
  const pick = picks.find(({ column }) => column.id === id)
  if (!pick || pick.inner) return false
  return table.rows.some((rows) => {
    const source = sourceOfPick(pick, rows)
    return source !== undefined && ('column' in source || 'lookup' in source || 'constant' in source)
  })
}
