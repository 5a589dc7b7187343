/** The value of one pick in one row source: a typed column where there is one, else the record's document. */
import { elements, elementsAt, pairs } from '../functions/parts/elements.js'
import { enginePath } from '../functions/parts/engine-path.js'
import { knownAt, sourceOfPick } from '../plan/pick-source.js'
import type { Expanding, ScanPick } from '../plan/relation.js'
import type { ColumnSource, EngineColumnType, KustoType, RowSource, Slice } from '../schema.js'
import {
  bigint,
  boolean,
  double,
  empty,
  type Fragment,
  identifier,
  joined,
  sql,
  text,
} from '../sql/fragment.js'
import type { Printing } from './context.js'
import { fromColumn, fromKnown, fromValueAt, textAt, toText } from './duckdb/source.js'
import { missing } from './duckdb/type.js'

/** Where a row source is printed. */
export interface At {
  readonly printing: Printing
  readonly alias: Fragment
  readonly relation: string
  /** The slice that is read in the relation's place. */
  readonly slice?: Slice
  /** Columns that are NULL where there is no text. */
  readonly stored?: ReadonlySet<number>
}

/** Thrown where a slice does not hold what is asked for: then the relation itself is read. */
export class NotInSlice extends Error {}

type Step = string | number

export const engineType = (at: At, column: string): EngineColumnType =>
  at.printing.relations[at.relation]?.[column] ?? 'text'

export function columnOf(at: At, name: string): Fragment {
  if (at.slice && !at.slice.columns.includes(name)) throw new NotInSlice(name)
  return sql`${at.alias}.${identifier(name)}`
}

/** No row has elements. */
export const noElements = sql`NULL::JSON[]`

const documentOf = (at: At): Fragment => {
  const columns = at.printing.document.columns.map((name) => columnOf(at, name))
  return columns.length === 1 ? (columns[0] ?? empty) : sql`coalesce(${columns})`
}

/** KQL has no text without a value: it is empty. */
export function printPick(pick: ScanPick, rows: RowSource, at: At): Fragment {
  const value = printFound(pick, rows, at)
  return pick.column.type === 'string' && !at.stored?.has(pick.column.id)
    ? sql`coalesce(${value}, '')`
    : value
}

/** The same, NULL for a text without a value. */
export function printFound(pick: ScanPick, rows: RowSource, at: At): Fragment {
  const source = rows.columns[pick.source]
  if (pick.elements) return printElements(pick, pick.elements, source, at)
  const { type } = pick.column
  if (!source) return missing(type)
  const inside = pick.path !== undefined || pick.inner !== undefined
  return inside ? printInside(source, pick, at) : printSource(source, type, at)
}

/** True of a pick that is NULL where there is no text, and never empty. */
export function isNullForNone(
  pick: ScanPick,
  rows: RowSource,
  { noEmptyTexts, relations }: Printing,
): boolean {
  const source = pick.inner ? undefined : sourceOfPick(pick, rows)
  const held = relations[rows.relation]
  if (!source || !held || !noEmptyTexts) return false
  if (pick.path) return 'column' in source && held[source.column] === 'text'
  return 'constant' in source ? source.constant !== '' : 'column' in source || 'lookup' in source
}

/** JSON as text that the source's value is read from, where all of it comes from there. */
export function jsonOf(source: ColumnSource, at: At): Fragment | undefined {
  if ('path' in source || 'document' in source) return sql`(${documentOf(at)})::VARCHAR`
  if ('column' in source && engineType(at, source.column) === 'text') return columnOf(at, source.column)
  return undefined
}

/** The elements of a value at a path of the document, as a list of the engine. */
function printElements(
  pick: ScanPick,
  expanding: Expanding,
  source: ColumnSource | undefined,
  at: At,
): Fragment {
  if (!source) return noElements
  const otherwise = elements(printInside(source, pick, at), pairs[expanding])
  const place = placeOf(source, pick.path ?? [], at)
  const isInDocument = 'path' in source || 'document' in source
  if (place.known || !isInDocument) return otherwise
  const { root, steps } = jsonIn(place)
  return elementsAt(root, steps, otherwise)
}

/** A value of a source as KQL's text. */
export const asText = (value: Fragment, type: KustoType, at: At): Fragment =>
  toText(value, type, at.printing.natives)

/** A value inside what a source gives. */
function printInside(source: ColumnSource, { path = [], inner, column }: ScanPick, at: At): Fragment {
  const { type } = column
  if (inner) return printInner(source, path, inner, type, at)
  const place = placeOf(source, path, at)
  const typed = place.known && printKnown(place.known, type, at)
  if (typed) return typed
  const found = place.inDocument()
  if ('text' in found) return fromTextOf(found.text, type, at)
  return fromValueAt(found.root, enginePath(found.steps), type, at.printing.natives)
}

/** What a text alone cannot tell, such as a number from its digits, the document has to. */
function fromTextOf(held: Fragment, type: KustoType, at: At): Fragment {
  const value =
    type === 'string' || type === 'datetime' ? fromKnown(held, 'text', type, at.printing.natives) : undefined
  if (!value) throw new NotInSlice(type)
  return value
}

/** A value inside of JSON text, or inside of the value itself where it is no text. */
function printInner(
  source: ColumnSource,
  path: readonly Step[],
  inner: readonly Step[],
  type: KustoType,
  at: At,
): Fragment {
  const { natives } = at.printing
  // The document as a whole is a bag, and known paths are known to lie in one.
  if ('document' in source && path.length === 0) return printInside(source, { ...pickOf(inner, type) }, at)
  const known = placeOf(source, [...path, ...inner], at)
  const typed = known.known && printKnown(known.known, type, at)
  if (typed) return typed
  const outer = jsonIn(placeOf(source, path, at))
  const own = textAt(outer.root, enginePath(outer.steps))
  const parsed = fromValueAt(sql`TRY_CAST(${own} AS JSON)`, enginePath(inner), type, natives)
  if (!('path' in source) && !('document' in source) && path.length === 0) return parsed
  const straight = fromValueAt(outer.root, enginePath([...outer.steps, ...inner]), type, natives)
  const kind = sql`json_type(${outer.root}, ${text(enginePath(outer.steps))})`
  return sql`CASE WHEN ${kind} = 'VARCHAR' THEN ${parsed} ELSE ${straight} END`
}

const pickOf = (path: readonly Step[], type: KustoType): ScanPick => ({
  column: { id: -1, name: '', type },
  source: '',
  path,
})

interface Place {
  /** The typed column that holds the value. */
  readonly known?: ColumnSource
  inDocument(): InJson | { readonly text: Fragment }
}

/** JSON (or its text), and the steps that lead to the value in it. */
interface InJson {
  readonly root: Fragment
  readonly steps: readonly Step[]
}

function jsonIn(place: Place): InJson {
  const found = place.inDocument()
  if ('text' in found) throw new NotInSlice('JSON')
  return found
}

function placeOf(source: ColumnSource, path: readonly Step[], at: At): Place {
  if (!('path' in source) && !('document' in source))
    return { inDocument: () => ({ root: printSource(source, 'dynamic', at), steps: path }) }
  const known = 'paths' in source ? knownAt(source.paths, path) : undefined
  const before: readonly Step[] =
    'path' in source ? source.path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)) : []
  return { inDocument: () => stepsIn([...before, ...path], at), ...(known ? { known } : {}) }
}

/** Steps from the record's document, or from a value above that a slice holds. */
function stepsIn(steps: readonly Step[], at: At): ReturnType<Place['inDocument']> {
  if (!at.slice) return { root: documentOf(at), steps }
  const leads = ({ steps: held }: { readonly steps: readonly Step[] }) =>
    held.every((step, i) => step === steps[i])
  const above = at.slice.paths.find(leads)
  if (!above || (above.holds === 'text' && above.steps.length < steps.length))
    throw new NotInSlice(steps.join('.'))
  const column = sql`${at.alias}.${identifier(above.column)}`
  return above.holds === 'text' ? { text: column } : { root: column, steps: steps.slice(above.steps.length) }
}

const printKnown = (known: ColumnSource, type: KustoType, at: At): Fragment | undefined =>
  'column' in known
    ? fromKnown(columnOf(at, known.column), engineType(at, known.column), type, at.printing.natives)
    : undefined

/** The value of a source as a KQL type; NULL where there is none. */
function printSource(source: ColumnSource, type: KustoType, at: At): Fragment {
  const { natives } = at.printing
  if ('column' in source) {
    const { column } = source
    return fromColumn(columnOf(at, column), engineType(at, column), type, natives)
  }
  if ('path' in source || 'document' in source) {
    const found = placeOf(source, [], at).inDocument()
    if ('text' in found) return fromTextOf(found.text, type, at)
    const { root, steps } = found
    const path = enginePath(steps)
    if (type === 'dynamic' || type === 'string') return fromValueAt(root, path, type, natives)
    return fromColumn(sql`coalesce(${textAt(root, path)}, '')`, 'text', type, natives)
  }
  if ('constant' in source) {
    const { constant } = source
    if (typeof constant === 'string') return fromColumn(text(constant), 'text', type, natives)
    if (typeof constant === 'boolean') return fromColumn(boolean(constant), 'bool', type, natives)
    return Number.isSafeInteger(constant)
      ? fromColumn(bigint(constant), 'long', type, natives)
      : fromColumn(double(constant), 'real', type, natives)
  }
  if ('lookup' in source) {
    const spelled = printSpelled(columnOf(at, source.lookup), engineType(at, source.lookup), source.names)
    return fromColumn(spelled, 'text', type, natives)
  }
  if ('first' in source) {
    const values = source.first.map((inner) => {
      const value = printSource(inner, type, at)
      return type === 'string' ? sql`nullif(${value}, '')` : value
    })
    return values.length === 0 ? missing(type) : sql`coalesce(${values})`
  }
  const pairs = Object.entries(source.bag).flatMap(([key, inner]) => [
    text(key),
    printSource(inner, 'dynamic', at),
  ])
  return fromColumn(sql`json_object(${pairs})`, 'json', type, natives)
}

const PLACES = 2000

/** Whole numbers are places in a constant list: hundreds of names cost a row no more than one. */
function printSpelled(
  column: Fragment,
  held: EngineColumnType,
  names: Readonly<Record<string, string>>,
): Fragment {
  const raw = sql`(${column})::VARCHAR`
  const entries = Object.entries(names)
  if (entries.length === 0) return raw
  const isPlace = (value: string) => /^(0|[1-9]\d*)$/.test(value) && Number(value) < PLACES
  if ((held === 'int' || held === 'long') && entries.every(([value]) => isPlace(value))) {
    const last = Math.max(...entries.map(([value]) => Number(value)))
    const list = Array.from({ length: last + 1 }, (_, i) => {
      const name = names[String(i)]
      return name === undefined ? sql`NULL` : text(name)
    })
    // A negative place would count from the end.
    return sql`coalesce([${list}][CASE WHEN ${column} >= 0 THEN ${column} + 1 END], ${raw})`
  }
  const rows = entries.map(([from, to]) => sql`WHEN ${text(from)} THEN ${text(to)}`)
  return sql`CASE ${raw} ${joined(rows, sql` `)} ELSE ${raw} END`
}
