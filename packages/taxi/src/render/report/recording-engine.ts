import type { Engine, QueryOptions } from '@bigyellowtaxi/lake'

/** A statement as it was asked, in the order of asking. */
export interface AskedQuery {
  readonly sql: string
  readonly parameters: readonly (string | number | boolean | null)[]
  readonly rows: number
}

const plain = (value: string | number | bigint | boolean | null): string | number | boolean | null =>
  typeof value === 'bigint' ? String(value) : value

/** An engine that notes every question in `asked`, for the manifest. */
export function recordingEngine(engine: Engine, asked: AskedQuery[]): Engine {
  const note = (sql: string, options: QueryOptions | undefined, rows: number): void => {
    asked.push({ sql, parameters: (options?.parameters ?? []).map(plain), rows })
  }
  const recording: Engine = {
    async query(sql, options) {
      const result = await engine.query(sql, options)
      note(sql, options, result.rows.length)
      return result
    },
    async *stream(sql, options) {
      let rows = 0
      for await (const part of engine.stream(sql, options)) {
        rows += part.rows.length
        yield part
      }
      note(sql, options, rows)
    },
    registerFunction: (...parameters) => engine.registerFunction(...parameters),
    close: () => engine.close(),
  }
  const { keep } = engine
  if (keep)
    recording.keep = async (name, select) => {
      await keep.call(engine, name, select)
      note(select, undefined, 0)
    }
  // Read anew each time: it changes with the data.
  if (engine.revision !== undefined)
    Object.defineProperty(recording, 'revision', { get: () => engine.revision })
  return recording
}
