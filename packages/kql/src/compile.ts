/** The whole pipeline: text → bound syntax → plan → SQL. */

import { diagnosticErrors } from './diagnostics.js'
import { type KqlError, positionAt, Refusal } from './errors.js'
import type { NativeFunction } from './functions/entry.js'
import { parseAndBind } from './kusto/bind.js'
import { loadParser } from './kusto/load.js'
import type { TableLookup } from './kusto/named-tables.js'
import { type FunctionLookup, preludeOf, withoutPrelude } from './kusto/prelude.js'
import { shownColumns } from './kusto/shown-columns.js'
import { lower } from './lower/lower.js'
import type { Column, LiteralValue } from './plan/expr.js'
import { outline } from './plan/outline.js'
import type { Relation } from './plan/relation.js'
import { UNIX_EPOCH_TICKS } from './plan/type.js'
import { print } from './print/print.js'
import { type Render, renderOf } from './render.js'
import { rewrite } from './rewrite/rewrite.js'
import type { DocumentColumns, EngineRelations, KustoType, Slice, TableSource } from './schema.js'

export interface CompileOptions {
  /** The tables there are: all of them, or a way to find one (then `allTables` serves `search` and `union *`). */
  readonly tables: readonly TableSource[] | ((name: string) => TableSource | undefined)
  readonly allTables?: () => readonly TableSource[]
  readonly document: DocumentColumns
  /** What the engine's columns hold; a column not named is text. */
  readonly relations?: EngineRelations
  /** No text of these relations is empty: where there is none, it is NULL. */
  readonly noEmptyTexts?: boolean
  /** Parts of relations that the engine keeps beside them. */
  readonly slices?: readonly Slice[]
  /** `now()` for the whole query. */
  readonly now: Date
  readonly dialect?: 'duckdb'
  /** Values for `declare query_parameters`, as text. */
  readonly parameters?: Readonly<Record<string, string>>
  /** A watchlist of the workspace as a table; its relation must be readable by the engine. */
  readonly watchlist?: (name: string) => TableSource | undefined
  /** What a watchlist nobody has means: no rows and a warning, or a refusal. */
  readonly missingWatchlists?: 'empty' | 'refuse'
  /** A function every query may call, by name; a query's own `let` comes before it. */
  readonly functions?: FunctionLookup
  /** Path the engine may read for an `externaldata` URI; undefined refuses it. Nothing is allowed by default. */
  readonly file?: (uri: string) => string | undefined
  /** Runs a statement for plugins whose columns depend on data (pivot, bag_unpack). */
  readonly probe?: (
    sql: string,
    natives: readonly NativeFunction[],
  ) => Promise<readonly (readonly LiteralValue[])[]>
  /** False leaves the plan as it was lowered: slower, and the same rows. For tests and for finding faults. */
  readonly rewrite?: boolean
  /** Longest text that is compiled, in characters. */
  readonly maxTextLength?: number
}

export interface CompiledColumn {
  readonly name: string
  readonly type: KustoType
  /** Name in the engine's result. */
  readonly sqlName: string
}

export interface CompiledResult {
  readonly sql: string
  readonly columns: readonly CompiledColumn[]
  readonly render?: Render
  readonly natives: readonly NativeFunction[]
}

export interface Compiled extends CompiledResult {
  readonly ok: true
  /** Tables the query reads. */
  readonly tables: readonly string[]
  readonly warnings: readonly string[]
  /** Results after the first, of a query with several statements (or fork, facet). */
  readonly more: readonly CompiledResult[]
  readonly plan: Relation
  /** The plan's steps as indented lines. */
  readonly outline: string
}

export type CompileResult = Compiled | { readonly ok: false; readonly errors: readonly KqlError[] }

/** Thrown to have rows looked up before lowering can go on. */
class ProbeNeeded extends Error {
  constructor(readonly relation: Relation) {
    super('rows are needed to know the columns')
  }
}

const MAX_PROBES = 8

/**
 * Compiles a query. Never throws on what a user wrote: errors come back with code and position. The parser is
 * loaded on the first call.
 */
export async function compile(text: string, options: CompileOptions): Promise<CompileResult> {
  await loadParser()
  const probed = new Map<string, readonly (readonly LiteralValue[])[]>()
  for (let round = 0; ; round++) {
    const result = compileWith(text, options, probed)
    if (!('probe' in result)) {
      if (result.ok) for (const part of [result, ...result.more]) await loadNatives(part.natives)
      return result
    }
    if (!options.probe || round >= MAX_PROBES) {
      const message = 'the columns of this query depend on the data, and there is no data to look at'
      return failed(text, new Refusal('KQL300', message, { offset: 0, length: 0 }))
    }
    const printed = print(rewrite(result.probe), printOptions(options))
    await loadNatives(printed.natives)
    probed.set(printed.sql, await options.probe(printed.sql, printed.natives))
  }
}

async function loadNatives(natives: readonly NativeFunction[]): Promise<void> {
  for (const native of natives) await native.load?.()
}

/** The same when the parser is loaded already (await `load` of the natives that have one before they run); plugins that need data are refused. */
export function compileLoaded(text: string, options: CompileOptions): CompileResult {
  const result = compileWith(text, options, new Map())
  if (!('probe' in result)) return result
  return failed(
    text,
    new Refusal('KQL300', 'the columns of this query depend on the data', { offset: 0, length: 0 }),
  )
}

const printOptions = (options: CompileOptions) => ({
  document: options.document,
  ...(options.relations ? { relations: options.relations } : {}),
  ...(options.noEmptyTexts ? { noEmptyTexts: true } : {}),
  ...(options.slices ? { slices: options.slices } : {}),
})

function compileWith(
  text: string,
  options: CompileOptions,
  probed: ReadonlyMap<string, readonly (readonly LiteralValue[])[]>,
): CompileResult | { readonly probe: Relation } {
  const prelude = preludeOf(text, options.functions)
  const result = compileText(prelude + text, options, probed)
  if (prelude === '' || 'probe' in result || result.ok) return result
  return { ok: false, errors: result.errors.map((error) => withoutPrelude(error, prelude, text)) }
}

function compileText(
  text: string,
  options: CompileOptions,
  probed: ReadonlyMap<string, readonly (readonly LiteralValue[])[]>,
): CompileResult | { readonly probe: Relation } {
  const warnings: string[] = []
  try {
    const lookup = shownColumns(tableLookup(options), text)
    const limit = options.maxTextLength ?? 1_000_000
    if (text.length > limit)
      throw new Refusal('KQL400', `a query has at most ${limit} characters`, { offset: 0, length: 0 })
    const bound = parseAndBind(text, lookup)
    const errors = diagnosticErrors(text, bound, lookup)
    if (errors.length > 0) return { ok: false, errors }
    const probe = (relation: Relation) => {
      const { sql } = print(rewrite(relation), printOptions(options))
      const rows = probed.get(sql)
      if (!rows) throw new ProbeNeeded(relation)
      return rows
    }
    const lowered = lower(bound.root, {
      now: BigInt(options.now.getTime()) * 10_000n + UNIX_EPOCH_TICKS,
      parameters: options.parameters ?? {},
      table: lookup.find,
      allTables: lookup.all,
      watchlist: options.watchlist ?? (() => undefined),
      missingWatchlists: options.missingWatchlists ?? 'empty',
      file: options.file ?? (() => undefined),
      probe,
      warn: (message) => {
        if (!warnings.includes(message)) warnings.push(message)
      },
    })
    const results = lowered.results.map(({ rows, node }) => {
      const plan = options.rewrite === false ? rows.relation : rewrite(rows.relation)
      const printed = print(plan, printOptions(options))
      const render = renderOf(node)
      return {
        plan,
        result: {
          sql: printed.sql,
          columns: plan.columns.map((column, i) => compiledColumn(column, printed.names[i])),
          natives: printed.natives,
          ...(render ? { render } : {}),
        },
      }
    })
    const [first, ...more] = results
    if (!first) throw new Refusal('KQL101', 'there is no query here', { offset: 0, length: text.length })
    return {
      ok: true,
      ...first.result,
      plan: first.plan,
      outline: outline(first.plan),
      more: more.map((r) => r.result),
      tables: lowered.tables,
      warnings,
    }
  } catch (error) {
    if (error instanceof ProbeNeeded) return { probe: error.relation }
    return failed(text, error)
  }
}

const compiledColumn = (column: Column, sqlName: string | undefined): CompiledColumn => ({
  name: column.name,
  type: column.type,
  sqlName: sqlName ?? column.name,
})

function failed(text: string, error: unknown): { readonly ok: false; readonly errors: readonly KqlError[] } {
  if (error instanceof Refusal) {
    const position = positionAt(text, error.span.offset, error.span.length)
    const { code, message, hint, uri } = error
    const more = { ...(hint ? { hint } : {}), ...(uri === undefined ? {} : { uri }) }
    return { ok: false, errors: [{ code, message, position, ...more }] }
  }
  const message = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
  return {
    ok: false,
    errors: [
      { code: 'KQL500', message: `the compiler failed: ${message}`, position: positionAt(text, 0, 0) },
    ],
  }
}

function tableLookup(options: CompileOptions): TableLookup {
  const { tables } = options
  if (typeof tables === 'function') return { find: tables, all: options.allTables ?? (() => []) }
  const byName = new Map(tables.map((table) => [table.name, table]))
  return { find: (name) => byName.get(name), all: () => tables }
}
