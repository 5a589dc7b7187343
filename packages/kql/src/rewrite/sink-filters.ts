/**
 * Conditions on a table's texts are asked where the table is read, of the engine's own columns: of those its statistics
 * know, and a row need not be given the empty texts of KQL before it is dropped.
 */
import { conjunction, conjuncts } from '../plan/condition.js'
import { constantTexts } from '../plan/constant-texts.js'
import type { Expr } from '../plan/expr.js'
import { sourceOfPick } from '../plan/pick-source.js'
import type { Filter, Relation, Scan, ScanPick } from '../plan/relation.js'
import { mapPlan, withDefinitions } from './map-plan.js'

/** Operators that are false of an empty text wherever their constants are not empty. */
const ofTexts: ReadonlySet<string> = new Set([
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

export function sinkFilters(root: Relation): Relation {
  const definitions = new Map()
  const sunk = mapPlan(root, definitions, (relation) =>
    relation.kind === 'filter' && relation.input.kind === 'scan'
      ? sinkInto(relation.input, relation)
      : relation,
  )
  return withDefinitions(sunk, definitions)
}

function sinkInto(scan: Scan, filter: Filter): Relation {
  const all = conjuncts(filter.condition)
  const where = all.filter((condition) => isOfTexts(condition, scan))
  if (where.length === 0) return filter
  const input: Scan = { ...scan, where: [...(scan.where ?? []), ...where] }
  const condition = conjunction(all.filter((one) => !where.includes(one)))
  return condition ? { ...filter, input, condition } : input
}

/** True of a condition, or alternatives of such, on texts that some rows of the table keep as columns. */
function isOfTexts(condition: Expr, scan: Scan): boolean {
  if (condition.kind !== 'call') return false
  if (condition.name === 'or') return condition.args.every((arg) => isOfTexts(arg, scan))
  const [value, ...constants] = condition.args
  if (!ofTexts.has(condition.name) || value?.kind !== 'column' || value.type !== 'string') return false
  const pick = scan.picks.find(({ column }) => column.id === value.column.id)
  return pick !== undefined && isKept(pick, scan) && constantTexts(condition.name, constants) !== undefined
}

const isKept = (pick: ScanPick, { table }: Scan): boolean =>
  !pick.inner &&
  table.rows.some((rows) => {
    const source = sourceOfPick(pick, rows)
    return source !== undefined && ('column' in source || 'lookup' in source || 'constant' in source)
  })
