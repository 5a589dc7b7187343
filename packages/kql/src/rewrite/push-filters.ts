/**
 * Comparisons of a table's columns with constants go down to the table as hints: redundant conditions on the
 * engine's own columns, so that it can skip what its statistics rule out. The filter itself stays.
 */
import { constantTexts } from '../plan/constant-texts.js'
import { type CallExpr, type Column, type Expr, literalValue } from '../plan/expr.js'
import { plainParts } from '../plan/plain-part.js'
import type {
  ConstantHint,
  Item,
  JoinKind,
  PartOperator,
  Relation,
  ScanHint,
  SharedDefinition,
} from '../plan/relation.js'
import { mapInputs } from '../plan/walk.js'
import { mapExpressions, mapSubqueries } from './map-plan.js'

const turned: Readonly<Record<string, ConstantHint['operator']>> = {
  '<': '>=',
  '<=': '>=',
  '>': '<=',
  '>=': '<=',
  '==': '==',
}
const loose: Readonly<Record<string, ConstantHint['operator']>> = {
  '<': '<=',
  '<=': '<=',
  '>': '>=',
  '>=': '>=',
  '==': '==',
}

function hintsIn(expr: Expr): ScanHint[] {
  if (expr.kind !== 'call') return []
  if (expr.name === 'and') return expr.args.flatMap(hintsIn)
  if (expr.name === 'or') {
    const any = expr.args.map(hintsIn)
    return any.every((hints) => hints.length > 0) ? [{ any }] : []
  }
  const constants = constantHints(expr)
  return constants.length > 0 ? constants : partHints(expr)
}

function constantHints(expr: CallExpr): ConstantHint[] {
  const [a, b, c] = expr.args
  if (a?.kind === 'column' && expr.name === 'between') {
    const [low, high] = [literalValue(b), literalValue(c)]
    if (low == null || high == null) return []
    return [
      { column: a.column, operator: '>=', values: [low] },
      { column: a.column, operator: '<=', values: [high] },
    ]
  }
  if (a?.kind === 'column' && expr.name === 'in' && a.type === 'string') {
    const texts = constantTexts(expr.name, expr.args.slice(1))
    return texts ? [{ column: a.column, operator: 'in', values: texts }] : []
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

/** What a value must hold for an operator on its text to be true of it, by the operator. */
const partOperators: Readonly<Record<string, PartOperator>> = {
  ...named('has', ['has', 'hasprefix', 'hassuffix', 'has_any', 'has_all']),
  ...named('contains', ['contains', 'startswith', 'endswith', '=~', 'in~']),
  ...named('contains_cs', [
    'contains_cs',
    'startswith_cs',
    'endswith_cs',
    'has_cs',
    'hasprefix_cs',
    'hassuffix_cs',
    '==',
    'in',
  ]),
}

function named<Value>(value: Value, names: readonly string[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name) => [name, value]))
}

/** From so many columns on, looking through a row's JSON as it stands comes before reading each from it. */
const MANY = 8

/** What stands in the JSON a text is read from, where one of the constants is found in the text. */
function partHints({ name, args: [subject, ...constants] }: CallExpr): ScanHint[] {
  const operator = Object.hasOwn(partOperators, name) ? partOperators[name] : undefined
  const texts = operator && constantTexts(name, constants)
  const values = texts && plainParts(texts)
  if (!values || values.length === 0) return []
  const hintOf = (text: Expr): ScanHint[] => {
    const inside = text.kind === 'call' && text.name === 'tostring' ? text.args[0] : text
    return inside?.kind === 'column' ? [{ column: inside.column, operator, values }] : []
  }
  if (!subject) return []
  if (subject.kind !== 'call' || subject.name !== '_row_text') return hintOf(subject)
  if (subject.args.length < MANY) return []
  const any = subject.args.map(hintOf)
  return any.every((hints) => hints.length > 0) ? [{ any }] : []
}

/** The hint about columns further down; undefined where one of them is not passed through. */
function translated(hint: ScanHint, below: (column: Column) => Column | undefined): ScanHint | undefined {
  if (!('any' in hint)) {
    const column = below(hint.column)
    return column && { ...hint, column }
  }
  const any = hint.any.map((hints) => hints.flatMap((inner) => translated(inner, below) ?? []))
  return any.every((hints) => hints.length > 0) ? { any } : undefined
}

type Hints = readonly ScanHint[]
type Below = (column: Column) => Column | undefined

const through = (hints: Hints, below: Below): Hints => hints.flatMap((hint) => translated(hint, below) ?? [])

const amongColumns =
  (relation: Relation): Below =>
  (column) =>
    relation.columns.some((known) => known.id === column.id) ? column : undefined

const amongItems =
  (items: readonly Item[]): Below =>
  (column) => {
    const expr = items.find((item) => item.column.id === column.id)?.expr
    return expr?.kind === 'column' ? expr.column : undefined
  }

/** Sides of a join whose rows may be fewer without a change in what a filter above lets through. */
const narrowing: Readonly<Record<JoinKind, { readonly left: boolean; readonly right: boolean }>> = {
  inner: { left: true, right: true },
  cross: { left: true, right: true },
  left: { left: true, right: false },
  right: { left: false, right: true },
  full: { left: false, right: false },
  semi: { left: true, right: false },
  anti: { left: true, right: false },
}

export function pushFilters(root: Relation): Relation {
  const definitions = new Map<number, SharedDefinition>()
  const inside = (relation: Relation): Relation =>
    mapExpressions(relation, (expr) => mapSubqueries(expr, (inner) => push(inner, [])))

  function push(relation: Relation, hints: Hints): Relation {
    return inside(pushBelow(relation, hints))
  }

  function pushBelow(relation: Relation, hints: Hints): Relation {
    switch (relation.kind) {
      case 'scan': {
        const own = through(hints, (column) =>
          relation.picks.some((pick) => pick.column.id === column.id && !pick.inner) ? column : undefined,
        )
        return own.length > 0 ? { ...relation, hints: own } : relation
      }
      case 'filter':
        return { ...relation, input: push(relation.input, [...hints, ...hintsIn(relation.condition)]) }
      case 'project':
        return { ...relation, input: push(relation.input, through(hints, amongItems(relation.items))) }
      case 'aggregate':
        // A group that a filter drops is not missed by others.
        return { ...relation, input: push(relation.input, through(hints, amongItems(relation.keys))) }
      case 'sort':
      case 'unnest':
        return { ...relation, input: push(relation.input, through(hints, amongColumns(relation.input))) }
      case 'join': {
        const sides = narrowing[relation.join]
        const of = (side: Relation, may: boolean) => push(side, may ? through(hints, amongColumns(side)) : [])
        return { ...relation, left: of(relation.left, sides.left), right: of(relation.right, sides.right) }
      }
      case 'union': {
        const inputs = relation.inputs.map((input) => {
          const items = relation.columns.flatMap((column, i): Item[] => {
            const expr = input.exprs[i]
            return expr ? [{ column, expr }] : []
          })
          return { ...input, relation: push(input.relation, through(hints, amongItems(items))) }
        })
        return { ...relation, inputs }
      }
      case 'shared': {
        const { definition } = relation
        const known = definitions.get(definition.id)
        if (known) return { ...relation, definition: known }
        // Known before it is done: the rows a recursion works on name themselves.
        definitions.set(definition.id, definition)
        const made = { ...definition, relation: push(definition.relation, []) }
        definitions.set(definition.id, made)
        return { ...relation, definition: made }
      }
      // Below everything else a row's absence would change more than the row.
      default:
        return mapInputs(relation, (input) => push(input, []))
    }
  }
  return push(root, [])
}
