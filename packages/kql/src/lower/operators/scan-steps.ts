/**
 * What `scan` remembers: for each step that is under way, the last record of it and of every step before it. Only
 * what conditions and assignments name is kept.
 */
import { child, descendants, kindOf, list, type Node, nameOf, optional, textOf } from '../../kusto/syntax.js'
import { type Column, type Expr, literal } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { coerce } from '../call.js'
import { nullOf } from '../coerce.js'
import { typeNamed } from '../expr.js'
import { type Frame, type Lowering, Names, refuse } from '../scope.js'

export interface Declared {
  readonly name: string
  readonly type: KustoType
  readonly start: Expr
}

export interface Step {
  readonly name: string
  readonly output: 'all' | 'last' | 'none'
  readonly condition: Node
  readonly assigned: ReadonlyMap<string, Node>
}

/** A value of an earlier record that the query names: `s1.Ts`. */
export interface Remembered {
  readonly step: number
  readonly name: string
  readonly type: KustoType
  /** What it is before there is such a record. */
  readonly start: Expr
}

export function declarations(lowering: Lowering, node: Node, names: Names): Declared[] {
  const clause = optional(node, 'DeclareClause')
  return (clause ? list(clause, 'Declarations') : []).map((declared) => {
    const pair = child(declared, 'NameAndType')
    const type = typeNamed(child(pair, 'Type'))
    const fallback = optional(declared, 'DefaultValue')
    const start = fallback ? lowering.expr(child(fallback, 'Value'), { names, columns: [] }) : nullOf(type)
    return { name: nameOf(child(pair, 'Name')), type, start: coerce(lowering, start, type, declared) }
  })
}

export const stepsOf = (node: Node): Step[] =>
  list(node, 'Steps').map((step) => {
    const output = optional(step, 'ScanStepOutput')
    const said = output
      ? textOf(output)
          .replace(/^.*=\s*/s, '')
          .toLowerCase()
      : 'all'
    if (said !== 'all' && said !== 'last' && said !== 'none')
      return refuse(step, 'KQL300', `a step outputs all, last or none, not ${said}`)
    const clause = optional(step, 'ComputationClause')
    return {
      name: nameOf(child(step, 'Name')),
      output: said,
      condition: child(step, 'Condition'),
      assigned: new Map(
        (clause ? list(clause, 'Assignments') : []).map((a) => [
          nameOf(child(a, 'Name')),
          child(a, 'Expression'),
        ]),
      ),
    }
  })

/** Step and column of `s1.Ts`; undefined for other expressions. */
export function stepValue(
  node: Node,
  steps: readonly Step[],
): { readonly step: number; readonly name: string } | undefined {
  if (kindOf(node) !== 'PathExpression') return undefined
  const base = child(node, 'Expression')
  const step = kindOf(base) === 'NameReference' ? steps.findIndex(({ name }) => name === nameOf(base)) : -1
  return step < 0 ? undefined : { step, name: nameOf(child(node, 'Selector')) }
}

export function rememberedIn(
  steps: readonly Step[],
  columns: readonly Column[],
  declared: readonly Declared[],
): Remembered[] {
  const found = new Map<string, Remembered>()
  for (const node of steps.flatMap((step) => [step.condition, ...step.assigned.values()]))
    for (const inner of descendants(node)) {
      const value = stepValue(inner, steps)
      const key = value && `${value.step} ${value.name}`
      if (!value || key === undefined || found.has(key)) continue
      const own = declared.find(({ name }) => name === value.name)
      const column = columns.find(({ name }) => name === value.name)
      const type = own?.type ?? column?.type
      if (!type) refuse(inner, 'KQL202', `there is no column ${value.name} here`)
      else found.set(key, { ...value, type, start: own?.start ?? nullOf(type) })
    }
  return [...found.values()]
}

/** Columns in which one step's state is kept. */
export interface StepState<Value> {
  readonly active: Value
  readonly id: Value
  /** How many times the step was begun. */
  readonly series: Value
  /** Values of the records of this step and those before it, in the order of `kept`. */
  readonly values: readonly Value[]
}

/** What the state of a step holds: records of the steps up to it. */
export const keptBy = (all: readonly Remembered[], step: number): Remembered[] =>
  all.filter((value) => value.step <= step)

export const emptyState = (all: readonly Remembered[], step: number): StepState<Expr> => ({
  active: literal('bool', false),
  id: literal('long', -1n),
  series: literal('long', 0n),
  values: keptBy(all, step).map((value) => value.start),
})

/** The frame of a step's expressions: the record's own columns, and what is remembered. */
export function stepFrame(
  names: Names,
  columns: readonly Column[],
  declared: readonly Declared[],
  steps: readonly Step[],
  rememberedValue: (step: number, name: string) => Expr | undefined,
): Frame {
  // On its own a declared name is what it starts with; `step.name` is what the step has made of it.
  const own = new Names(names)
  for (const d of declared) own.set(d.name, { kind: 'scalar', expr: d.start })
  return {
    names: own,
    columns,
    special: (node) => {
      const value = stepValue(node, steps)
      return value && rememberedValue(value.step, value.name)
    },
  }
}
