/**
 * Paths into a table's dynamic columns become columns of the table: `RawEventData.ClientIPAddress` or
 * `parse_json(AuditData).X` is read from the typed column that keeps it, or straight from the record's document.
 */
import { type Column, columnRef, type Expr, literalValue } from '../plan/expr.js'
import type { Item, Relation, Scan, ScanPick } from '../plan/relation.js'
import { expressionsOf, inputsOf, mapInputs, mapParts, parts } from '../plan/walk.js'
import type { ColumnSource } from '../schema.js'

/** `tostring(d.a.b)` reads the text at the path in one step. */
export function textPaths(expr: Expr): Expr {
  const changed = mapParts(expr, textPaths)
  if (changed.kind !== 'call' || changed.name !== 'tostring') return changed
  const [inner] = changed.args
  if (inner?.kind !== 'call' || inner.name !== '_path') return changed
  return { ...changed, name: '_path_text', args: inner.args }
}

interface Use {
  readonly column: Column
  readonly steps: readonly string[]
  readonly text: boolean
  /** Through parse_json: only where the column is a whole document, which is one already. */
  readonly parsed: boolean
}

const keyOf = (use: Use): string => JSON.stringify([use.column.id, use.text, use.steps])

function useOf(expr: Expr): Use | undefined {
  if (expr.kind !== 'call' || (expr.name !== '_path' && expr.name !== '_path_text')) return undefined
  const [base, path] = expr.args
  const parsed = base?.kind === 'call' && /^(parse_?json|todynamic|toobject)$/.test(base.name)
  const read = parsed ? base.args[0] : base
  if (read?.kind !== 'column') return undefined
  const steps = JSON.parse(String(literalValue(path) ?? '[]')) as readonly (string | number)[]
  // A key of digits would be taken for a place in an array, and the other way round.
  const plain = steps.every((step) => (typeof step === 'number' ? step >= 0 : !/^\d+$/.test(step)))
  return plain
    ? { column: read.column, steps: steps.map(String), text: expr.name === '_path_text', parsed }
    : undefined
}

export function knownPaths(relation: Relation, freshId: () => number): Relation {
  const scans = new Map<number, Scan>()
  collectScans(relation, scans)
  if (scans.size === 0) return relation
  const made = new Map<string, Column>()
  const behind = new Map<number, { readonly column: Column; readonly pick: ScanPick }[]>()
  const change = (expr: Expr): Expr => {
    const use = useOf(expr)
    const scan = use && scans.get(use.column.id)
    if (!use || !scan || !readable(scan, use)) return mapParts(expr, change)
    const key = keyOf(use)
    let column = made.get(key)
    if (!column) {
      const source = scan.picks.find((pick) => pick.column.id === use.column.id)?.source ?? ''
      column = {
        id: freshId(),
        name: `${use.column.name}.${use.steps.join('.')}`,
        type: use.text ? 'string' : 'dynamic',
      }
      made.set(key, column)
      const pick: ScanPick = { column, source, path: use.steps }
      behind.set(use.column.id, [...(behind.get(use.column.id) ?? []), { column, pick }])
    }
    return columnRef(column)
  }
  const changed = changeAll(relation, change)
  return behind.size === 0 ? relation : passOn(changed, behind)
}

/** All row sources of the table can say a path of the column. */
function readable(scan: Scan, use: Use): boolean {
  const source = scan.picks.find((pick) => pick.column.id === use.column.id)?.source
  if (source === undefined || scan.table.rows.length === 0) return false
  return scan.table.rows.every((leg) => {
    const from: ColumnSource | undefined = leg.columns[source]
    if (!from) return true
    if ('document' in from) return true
    return 'path' in from && !use.parsed && use.column.type === 'dynamic'
  })
}

function collectScans(relation: Relation, found: Map<number, Scan>): void {
  if (relation.kind === 'scan') for (const pick of relation.picks) found.set(pick.column.id, relation)
  for (const input of inputsOf(relation)) collectScans(input, found)
  const visit = (expr: Expr): void => {
    if (expr.kind === 'subquery' || expr.kind === 'in-subquery') collectScans(expr.relation, found)
    parts(expr).forEach(visit)
  }
  expressionsOf(relation).forEach(visit)
}

/** Expressions of this relation and those below; subqueries and shared parts are rewritten on their own. */
function changeAll(relation: Relation, change: (expr: Expr) => Expr): Relation {
  const inner = mapInputs(relation, (input) => changeAll(input, change))
  const items = (list: readonly Item[]): Item[] => list.map((i) => ({ ...i, expr: change(i.expr) }))
  switch (inner.kind) {
    case 'filter':
      return { ...inner, condition: change(inner.condition) }
    case 'project':
    case 'window':
      return { ...inner, items: items(inner.items) }
    case 'aggregate':
      return { ...inner, keys: items(inner.keys), aggregates: items(inner.aggregates) }
    case 'join':
      return inner.condition ? { ...inner, condition: change(inner.condition) } : inner
    case 'union':
      return { ...inner, inputs: inner.inputs.map((leg) => ({ ...leg, exprs: leg.exprs.map(change) })) }
    case 'sort':
      return { ...inner, keys: inner.keys.map((key) => ({ ...key, expr: change(key.expr) })) }
    case 'unnest':
      return { ...inner, items: inner.items.map((i) => ({ ...i, list: change(i.list) })) }
    case 'values':
      return { ...inner, rows: inner.rows.map((row) => row.map(change)) }
    default:
      return inner
  }
}

type Behind = ReadonlyMap<number, readonly { readonly column: Column; readonly pick: ScanPick }[]>

/** The new columns go with the column they are a part of, as far as it goes. */
function passOn(relation: Relation, behind: Behind): Relation {
  const inner = mapInputs(relation, (input) => passOn(input, behind))
  const extra = (columns: readonly Column[]) => columns.flatMap((column) => behind.get(column.id) ?? [])
  const given = new Set(inputsOf(inner).flatMap((input) => input.columns.map((column) => column.id)))
  const added = extra(inner.columns).filter(({ column }) => inner.kind === 'scan' || given.has(column.id))
  if (added.length === 0) return inner
  const columns = [...inner.columns, ...added.map(({ column }) => column)]
  switch (inner.kind) {
    case 'scan':
      return { ...inner, columns, picks: [...inner.picks, ...added.map(({ pick }) => pick)] }
    case 'project':
      return {
        ...inner,
        columns,
        items: [...inner.items, ...added.map(({ column }) => ({ column, expr: columnRef(column) }))],
      }
    case 'filter':
    case 'sort':
    case 'limit':
    case 'join':
    case 'window':
    case 'unnest':
    case 'apply':
      return { ...inner, columns }
    default:
      return inner
  }
}
