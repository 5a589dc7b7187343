import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * Slices are worked on side by side, each on a connection of its own, because the engine gives a small table to a
 * single thread. What must happen in the input's order (de-duplication) goes through `inOrder`.
 */
export class Lanes {
  readonly #idle: DuckDBConnection[]
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = []
  #order: Promise<unknown> = Promise.resolve()

  readonly count: number

  private constructor(connections: DuckDBConnection[]) {
    this.#idle = connections
    this.count = connections.length
  }

  static async open(instance: DuckDBInstance, count: number): Promise<Lanes> {
    return new Lanes(await Promise.all(Array.from({ length: count }, () => instance.connect())))
  }

  /** A free connection; waits for one, which is what holds the reader back. */
  take(): Promise<DuckDBConnection> {
    const free = this.#idle.pop()
    return free ? Promise.resolve(free) : new Promise((resolve) => this.#waiting.push(resolve))
  }

  give(connection: DuckDBConnection): void {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#idle.push(connection)
  }

  /** Runs steps one after another in the order in which they were asked for; a failed one does not block the rest. */
  inOrder<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#order.then(step, step)
    this.#order = done.catch(() => undefined)
    return done
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync()
  }
}
