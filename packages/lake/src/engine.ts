/**
 * The only way to the data: nothing above the lake knows which engine answers. Values of a row are plain
 * JavaScript: text, number, bigint (beyond 2^53), boolean, null, `Date` never: times are ISO 8601 text in UTC
 * with `Z` and up to 7 decimals, lists are arrays, structs and maps are objects.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value }
export type Row = Readonly<Record<string, Value>>

export interface EngineColumn {
  readonly name: string
  /** The engine's own type name, for instance VARCHAR or TIMESTAMP. */
  readonly type: string
}

export interface QueryOptions {
  /** Values for `$1`, `$2`, …: the only way for untrusted text to enter a statement. */
  readonly parameters?: readonly (string | number | bigint | boolean | null)[]
  readonly signal?: AbortSignal
  /** Milliseconds after which the statement is interrupted. */
  readonly timeoutMs?: number
}

export interface Result {
  readonly columns: readonly EngineColumn[]
  readonly rows: readonly Row[]
}

export interface Engine {
  /** Runs one read-only statement and returns all rows. */
  query(sql: string, options?: QueryOptions): Promise<Result>
  /** The same in chunks, for results that may not fit in memory. */
  stream(sql: string, options?: QueryOptions): AsyncIterable<Result>
  /** Registers a scalar function in TypeScript, for what SQL cannot express. Arguments and result are text or null. */
  registerFunction(
    name: string,
    arity: number,
    implementation: (...values: (string | null)[]) => string | null,
  ): Promise<void>
  /**
   * Changes whenever statements may see other data than before; the same number says that an answer still holds.
   * Absent: nothing is known about that, and nothing may be remembered.
   */
  readonly revision?: number
  /**
   * An engine in which `table` is the rows of `select`, kept in memory, and everything else is as here: for many
   * questions about few records. It answers one statement at a time; close it when done.
   */
  narrow?(table: string, select: string, options?: QueryOptions): Promise<Engine>
  /**
   * Keeps the rows of `select` in memory, compressed, as a relation of that name that every statement sees until the
   * engine is closed. Only for statements of ours: for what many questions read again and again.
   */
  keep?(name: string, select: string): Promise<void>
  close(): Promise<void>
}

export interface EngineOptions {
  /** Bytes the engine may use; default: half of the machine's memory, at most 8 GiB. */
  readonly memoryBytes?: number
  readonly threads?: number
  readonly tempDirectory?: string
}
