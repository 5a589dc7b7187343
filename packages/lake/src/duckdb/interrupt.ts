import type { DuckDBConnection } from '@duckdb/node-api'
import type { QueryOptions } from '../engine.js'
import { LakeError } from '../errors.js'

export interface Running {
  /** The promise, unless the statement is cancelled first; then the engine is told to stop. */
  race<T>(work: Promise<T>): Promise<T>
  /** The error to throw for what went wrong. */
  explain(error: unknown): unknown
  end(): void
}

/** Watches one statement for its signal and its time limit. */
export function guard(connection: DuckDBConnection, options: QueryOptions): Running {
  let stopped: LakeError | undefined
  const stop = (reason: LakeError) => {
    stopped ??= reason
    connection.interrupt()
  }
  const onAbort = () => stop(new LakeError('LAKE203', 'the query was cancelled'))
  options.signal?.addEventListener('abort', onAbort, { once: true })
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => stop(new LakeError('LAKE204', `the query took longer than ${options.timeoutMs} ms`)),
          options.timeoutMs,
        )
  return {
    async race(work) {
      if (options.signal?.aborted) onAbort()
      // An interrupt that arrives between two chunks is forgotten by the engine, so it is repeated until heard.
      const again = setInterval(() => {
        if (stopped) connection.interrupt()
      }, 50)
      try {
        const done = await work
        if (stopped) throw stopped
        return done
      } finally {
        clearInterval(again)
      }
    },
    explain(error) {
      if (stopped) return stopped
      if (error instanceof LakeError) return error
      const message = error instanceof Error ? error.message : String(error)
      return new LakeError('LAKE201', message.trim(), { cause: error })
    },
    end() {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', onAbort)
    },
  }
}
