/** Conditions of a scan, asked of the engine's own columns. */
import { constantTexts } from '../plan/constant-texts.js'
import type { Column, Expr } from '../plan/expr.js'
import { sourceOfPick } from '../plan/pick-source.js'
import type { Scan, ScanPick } from '../plan/relation.js'
import { timeBounds } from '../plan/time-bounds.js'
import { columnsIn } from '../plan/walk.js'
import type { ColumnSource, RowSource } from '../schema.js'
import { type Fragment, sql } from '../sql/fragment.js'
import { aroundTicks } from './duckdb/source.js'
import { printExpr } from './expr.js'
import { textHint } from './scan-hint.js'
import { type At, columnOf, engineType, printFound } from './scan-value.js'

interface Held {
  readonly column: Column
  readonly texts: readonly string[]
}

/** The texts a condition holds a column to. */
function heldBy(condition: Expr): Held | undefined {
  if (condition.kind !== 'call' || (condition.name !== '==' && condition.name !== 'in')) return undefined
  const [value, ...constants] = condition.args
  const texts = constantTexts(condition.name, constants)
  return texts && value?.kind === 'column' ? { column: value.column, texts } : undefined
}

/** Columns that have one and the same text in every row the scan gives. */
export const fixedTexts = (scan: Scan): ReadonlyMap<number, string> =>
  new Map(
    (scan.where ?? []).flatMap((condition) => {
      const held = heldBy(condition)
      const [text, ...others] = held?.texts ?? []
      return held && text !== undefined && others.length === 0 ? [[held.column.id, text] as const] : []
    }),
  )

/** Sources of which a hint says the same as the condition it comes from. */
const isExact = (source: ColumnSource, at: At): boolean =>
  ('column' in source && engineType(at, source.column) === 'text') ||
  ('lookup' in source && ['text', 'int', 'long'].includes(engineType(at, source.lookup)))

/** A time of the engine compared as it is. */
function printBounds(
  condition: Expr,
  picks: ReadonlyMap<number, ScanPick>,
  rows: RowSource,
  at: At,
): Fragment[] | undefined {
  const found = timeBounds(condition)
  const pick = found && picks.get(found.column.id)
  const source = pick && !pick.path ? rows.columns[pick.source] : undefined
  if (!found || !source || !('column' in source) || engineType(at, source.column) !== 'time') return undefined
  const column = columnOf(at, source.column)
  return found.bounds.map(({ operator, ticks }) => {
    const { from, to } = aroundTicks(ticks)
    return sql`${column} ${comparisons[operator]} ${operator === '>=' || operator === '<' ? to : from}`
  })
}

const comparisons = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` }

export function printWhere(
  scan: Scan,
  picks: ReadonlyMap<number, ScanPick>,
  rows: RowSource,
  at: At,
): Fragment[] {
  return (scan.where ?? []).flatMap((condition) => {
    const held = heldBy(condition)
    const pick = held && picks.get(held.column.id)
    const source = pick && sourceOfPick(pick, rows)
    if (held && source && isExact(source, at)) return textHint(source, held.texts, at)
    const times = printBounds(condition, picks, rows, at)
    if (times) return times
    const columns = columnsIn(condition).flatMap(({ id }) => {
      const read = picks.get(id)
      return read ? [[id, printFound(read, rows, at)] as const] : []
    })
    return [printExpr(condition, { printing: at.printing, columns: new Map(columns), atTable: true })]
  })
}
