import { type DuckDBConnection, DuckDBScalarFunction, INTEGER, VARCHAR } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'

/** A line as a piece of the bytes that were read: number of the block, first byte, byte after the last. */
export interface LinePieces {
  readonly blocks: readonly Buffer[]
  readonly pieces: Int32Array
}

/** Numbers of a piece. */
export const pieceNumbers = 3

const functionName = 'ingest_line'

/**
 * The texts of the slices at work, as a function the engine calls with the numbers of 2,048 lines at a time. A
 * line is copied once, from where it was read to the vector it is worked on in: staging it in a table of the
 * engine would copy it four times.
 */
export class LineTexts {
  readonly #slices = new Map<number, LinePieces>()
  #next = 0

  constructor(connection: DuckDBConnection) {
    const line = new DuckDBScalarFunction()
    line.setName(functionName)
    line.setReturnType(VARCHAR)
    for (const _ of ['slice', 'line']) line.addParameter(INTEGER)
    // volatile: the text is no property of the numbers
    line.setVolatile()
    // past the API's own vector, which takes strings: bytes would be decoded here and encoded there
    bindings.scalar_function_set_function(line.scalar_function, (info, input, output) => {
      try {
        this.#fill(input, output)
      } catch (error) {
        bindings.scalar_function_set_error(info, error instanceof Error ? error.message : String(error))
      }
    })
    connection.registerScalarFunction(line)
  }

  /** Takes a slice's lines; `release` lets them go. */
  hold(lines: LinePieces): { readonly textOf: (line: string) => string; readonly release: () => void } {
    const slice = this.#next++
    this.#slices.set(slice, lines)
    return {
      textOf: (line) => `${functionName}(${slice}, ${line})`,
      release: () => this.#slices.delete(slice),
    }
  }

  #fill(input: bindings.DataChunk, output: bindings.Vector): void {
    const count = bindings.data_chunk_get_size(input)
    if (count === 0) return
    const column = (at: number, length: number): Int32Array => {
      const { buffer, byteOffset } = bindings.vector_get_data(
        bindings.data_chunk_get_vector(input, at),
        length * 4,
      )
      return new Int32Array(buffer, byteOffset, length)
    }
    const slice = this.#slices.get(column(0, 1)[0] as number)
    if (!slice) throw new Error('the slice is gone')
    const { blocks, pieces } = slice
    const lines = column(1, count)
    for (let row = 0; row < count; row++) {
      const at = (lines[row] as number) * pieceNumbers
      const bytes = (blocks[pieces[at] as number] as Buffer).subarray(pieces[at + 1], pieces[at + 2])
      bindings.vector_assign_string_element_len(output, row, bytes)
    }
  }
}
