import { type DuckDBDataChunk, DuckDBScalarFunction, type DuckDBVector, VARCHAR } from '@duckdb/node-api'

/** A TypeScript function as a function of the engine. The engine calls it with up to 2,048 rows at a time. */
export function scalarFunction(
  name: string,
  arity: number,
  implementation: (...values: (string | null)[]) => string | null,
): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name,
    parameterTypes: Array.from({ length: arity }, () => VARCHAR),
    returnType: VARCHAR,
    // without it the engine answers null for any null argument and the implementation is never asked
    specialHandling: true,
    mainFunction(info, input: DuckDBDataChunk, output: DuckDBVector) {
      try {
        const columns = Array.from({ length: arity }, (_, i) => input.getColumnValues(i) as (string | null)[])
        for (let row = 0; row < input.rowCount; row++)
          output.setItem(row, implementation(...columns.map((column) => column[row] ?? null)))
        output.flush()
      } catch (error) {
        info.setError(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    },
  })
}
