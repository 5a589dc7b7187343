/**
 * A path into a dynamic column, asked of the table that the column comes from: the table reads the value at the path
 * (from a typed column, where it keeps one) and the relations between carry it up as a column of its own.
 */
import { type Column, call, columnRef, type Expr, literal } from '../plan/expr.js'
import type { Item, Relation, Scan } from '../plan/relation.js'
import type { KustoType } from '../plan/type.js'
import type { ColumnSource } from '../schema.js'
import type { Definitions } from './map-plan.js'
import { type PathRequest, requestOf } from './request.js'

export interface Pushing {
  readonly definitions: Definitions
  column(name: string, type: KustoType): Column
}

export interface Pushed {
  readonly relation: Relation
  readonly column: Column
}

type Of<Kind extends Relation['kind']> = Extract<Relation, { kind: Kind }>

/** The relation with the value asked for as one more column; undefined where it has to be computed above. */
export function pushPath(relation: Relation, request: PathRequest, pushing: Pushing): Pushed | undefined {
  switch (relation.kind) {
    case 'scan':
      return intoScan(relation, request, pushing)
    case 'filter':
    case 'sort':
    case 'limit':
    case 'window':
    case 'unnest': {
      if (!relation.input.columns.some((column) => column.id === request.column.id)) return undefined
      const below = pushPath(relation.input, request, pushing)
      return (
        below && {
          column: below.column,
          relation: {
            ...relation,
            input: below.relation,
            columns: withColumn(relation.columns, below.column),
          },
        }
      )
    }
    case 'project':
      return intoProject(relation, request, pushing)
    case 'join':
      return intoJoin(relation, request, pushing)
    case 'union':
      return intoUnion(relation, request, pushing)
    case 'shared':
      return intoShared(relation, request, pushing)
    default:
      return undefined
  }
}

const withColumn = (columns: readonly Column[], column: Column): readonly Column[] =>
  columns.some((known) => known.id === column.id) ? columns : [...columns, column]

/** Sources that read a path straight from the record. */
const isDocument = (source: ColumnSource | undefined): boolean =>
  source !== undefined && ('document' in source || 'path' in source)

function intoScan(scan: Scan, request: PathRequest, pushing: Pushing): Pushed | undefined {
  const pick = scan.picks.find((known) => known.column.id === request.column.id)
  if (!pick || pick.inner || !scan.table.rows.some((rows) => isDocument(rows.columns[pick.source])))
    return undefined
  const path = [...(pick.path ?? []), ...request.steps]
  const { inner, type } = request
  const wanted = JSON.stringify([path, inner ?? null])
  const known = scan.picks.find(
    (other) =>
      other.source === pick.source &&
      other.column.type === type &&
      (other.path || other.inner) &&
      JSON.stringify([other.path ?? [], other.inner ?? null]) === wanted,
  )
  if (known) return { relation: scan, column: known.column }
  const column = pushing.column([pick.source, ...path, ...(inner ?? [])].join('.'), type)
  const added = { column, source: pick.source, path, ...(inner ? { inner } : {}) }
  return {
    column,
    relation: { ...scan, picks: [...scan.picks, added], columns: [...scan.columns, column] },
  }
}

/** The call that the request stands for, over an expression in the place of its column. */
function applied(request: PathRequest, base: Expr): Expr {
  const { steps, inner, type } = request
  const path = (root: Expr, along: readonly (string | number)[], text: boolean): Expr =>
    call(
      text ? '_path_text' : '_path',
      text ? 'string' : 'dynamic',
      root,
      literal('dynamic', JSON.stringify(along)),
    )
  const isText = type === 'string'
  const outer = steps.length === 0 && inner ? base : path(base, steps, isText && !inner)
  const value = inner ? path(call('parse_json', 'dynamic', outer), inner, isText) : outer
  return isText || type === 'dynamic' ? value : call(`to${type}`, type, value)
}

function intoProject(relation: Of<'project'>, request: PathRequest, pushing: Pushing): Pushed | undefined {
  const item = relation.items.find((known) => known.column.id === request.column.id)
  if (!item) return undefined
  const below = pushExpr(relation.input, applied(request, item.expr), pushing)
  if (!below) return undefined
  const known = relation.items.find(
    (other) => other.expr.kind === 'column' && other.expr.column.id === below.column.id,
  )
  if (known) return { relation, column: known.column }
  const column = pushing.column(below.column.name, below.column.type)
  const items: Item[] = [...relation.items, { column, expr: columnRef(below.column) }]
  return {
    column,
    relation: { ...relation, input: below.relation, items, columns: [...relation.columns, column] },
  }
}

/** A path call, or a path of a path, pushed into the relation it reads. */
export function pushExpr(relation: Relation, expr: Expr, pushing: Pushing): Pushed | undefined {
  const request = requestOf(joinedPaths(expr))
  return request && pushPath(relation, request, pushing)
}

/** `_path(_path(d, a), b)` in one. */
function joinedPaths(expr: Expr): Expr {
  if (expr.kind !== 'call') return expr
  const args = expr.args.map(joinedPaths)
  const [inside, steps] = args
  const made: Expr = { ...expr, args }
  if (expr.name !== '_path' && expr.name !== '_path_text') return made
  if (inside?.kind !== 'call' || inside.name !== '_path' || !steps) return made
  const [root, first] = inside.args
  if (!root || first?.kind !== 'literal' || steps.kind !== 'literal') return made
  const all = [...JSON.parse(String(first.value)), ...JSON.parse(String(steps.value))]
  return { ...made, args: [root, literal('dynamic', JSON.stringify(all))] }
}

/** A side that may be without a partner gives NULL, which a dynamic can be and a text cannot. */
function intoJoin(relation: Of<'join'>, request: PathRequest, pushing: Pushing): Pushed | undefined {
  const { join } = relation
  const isLeft = relation.left.columns.some((column) => column.id === request.column.id)
  const leftOnly = join === 'semi' || join === 'anti'
  if (!isLeft && leftOnly) return undefined
  const padded = join === 'full' || join === (isLeft ? 'right' : 'left')
  if (padded && request.type === 'string') return undefined
  const below = pushPath(isLeft ? relation.left : relation.right, request, pushing)
  if (!below) return undefined
  const columns = withColumn(relation.columns, below.column)
  return {
    column: below.column,
    relation: isLeft
      ? { ...relation, left: below.relation, columns }
      : { ...relation, right: below.relation, columns },
  }
}

function intoUnion(relation: Of<'union'>, request: PathRequest, pushing: Pushing): Pushed | undefined {
  const place = relation.columns.findIndex((column) => column.id === request.column.id)
  let pushedAny = false
  const inputs = relation.inputs.map((input) => {
    const base = input.exprs[place]
    if (!base) return input
    const expr = applied(request, base)
    const below = pushExpr(input.relation, expr, pushing)
    if (!below) return { ...input, exprs: [...input.exprs, expr] }
    pushedAny = true
    return { relation: below.relation, exprs: [...input.exprs, columnRef(below.column)] }
  })
  if (place < 0 || !pushedAny) return undefined
  const column = pushing.column(request.column.name, request.type)
  return { column, relation: { ...relation, inputs, columns: [...relation.columns, column] } }
}

function intoShared(relation: Of<'shared'>, request: PathRequest, pushing: Pushing): Pushed | undefined {
  const definition = pushing.definitions.get(relation.definition.id)
  const place = relation.columns.findIndex((column) => column.id === request.column.id)
  const original = definition?.relation.columns[place]
  if (!definition || !original) return undefined
  const below = pushPath(definition.relation, { ...request, column: original }, pushing)
  if (!below) return undefined
  pushing.definitions.set(definition.id, { ...definition, relation: below.relation })
  const at = below.relation.columns.findIndex((column) => column.id === below.column.id)
  const columns = below.relation.columns.map(
    (known, i) => relation.columns[i] ?? pushing.column(known.name, known.type),
  )
  const column = columns[at]
  return column && { column, relation: { ...relation, columns } }
}
