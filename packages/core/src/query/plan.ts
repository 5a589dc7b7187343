import type {
  CompiledColumn,
  CompiledResult,
  CompileOptions,
  CompileResult,
  KqlError,
  NativeFunction,
  Render,
} from '@bigyellowtaxi/kql'
import type { Present } from './present.js'

/** One result of a query as plain data: what runs, what it gives, what it needs. */
export interface PlanResult {
  readonly sql: string
  readonly columns: readonly CompiledColumn[]
  /** TypeScript functions that the statement calls. */
  readonly natives: readonly string[]
  readonly render?: Render
}

/** A compiled query as plain data, so that it can be kept, and compiled in another process. */
export interface Plan extends PlanResult {
  readonly ok: true
  /** KQL tables it reads. */
  readonly tables: readonly string[]
  readonly warnings: readonly string[]
  /** The steps of the first result, for `--explain`. */
  readonly outline: string
  readonly more: readonly PlanResult[]
}

export type PlanAnswer = Plan | { readonly ok: false; readonly errors: readonly KqlError[] }

const resultOf = (result: CompiledResult): PlanResult => ({
  sql: result.sql,
  columns: result.columns.map(({ name, type, sqlName }) => ({ name, type, sqlName })),
  natives: result.natives.map((native: NativeFunction) => native.name),
  ...(result.render ? { render: result.render } : {}),
})

/** What of a compilation can be kept. */
export const planOf = (compiled: CompileResult): PlanAnswer =>
  compiled.ok
    ? {
        ok: true,
        ...resultOf(compiled),
        tables: compiled.tables,
        warnings: compiled.warnings,
        outline: compiled.outline,
        more: compiled.more.map(resultOf),
      }
    : compiled

/** Compiles with the options of a workspace; the compiler and its parser are loaded on the first call. */
export type CompilePlan = (text: string, options: PlanOptions) => Promise<PlanAnswer>

/** Everything besides the text that a plan depends on, as plain data. */
export interface PlanOptions {
  readonly now: Date
  /** What the workspace has rows of; absent: anything may have some. */
  readonly present?: Present
  readonly parameters?: CompileOptions['parameters']
  readonly watchlists?: readonly Watchlist[]
  /** Local files that `externaldata` may read, by the URI the query names. */
  readonly files?: Readonly<Record<string, string>>
}

/** A CSV file of the workspace that `_GetWatchlist` answers with. */
export interface Watchlist {
  readonly name: string
  readonly relation: string
  readonly columns: readonly string[]
}
