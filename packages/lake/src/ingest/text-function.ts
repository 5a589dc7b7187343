import { type DuckDBConnection, DuckDBScalarFunction, INTEGER, VARCHAR } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { pieceNumbers } from './pieces.js'

const functionName = 'ingest_text'

/** Pieces of blocks of bytes, three numbers each. */
interface Texts {
  readonly blocks: readonly Buffer[]
  readonly pieces: Int32Array
}

/**
 * The texts of the slices at work, as a function the engine calls with the numbers of 2,048 records at a time. A
 * text is copied once, from where it was read to the vector it is worked on in.
 */
export class TextFunction {
  readonly #slices = new Map<number, Texts>()
  #next = 0

  constructor(connection: DuckDBConnection) {
    const text = new DuckDBScalarFunction()
    text.setName(functionName)
    text.setReturnType(VARCHAR)
    for (const _ of ['slice', 'row']) text.addParameter(INTEGER)
    // volatile: the text is no property of the numbers
    text.setVolatile()
    // past the API's own vector, which takes strings: bytes would be decoded here and encoded there
    bindings.scalar_function_set_function(text.scalar_function, (info, input, output) => {
      try {
        this.#fill(input, output)
      } catch (error) {
        bindings.scalar_function_set_error(info, error instanceof Error ? error.message : String(error))
      }
    })
    connection.registerScalarFunction(text)
  }

  /** Takes a slice's texts; `release` lets them go. */
  hold(texts: Texts): { readonly textOf: (row: string) => string; readonly release: () => void } {
    const slice = this.#next++
    this.#slices.set(slice, texts)
    return {
      textOf: (row) => `${functionName}(${slice}, ${row})`,
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
    const wanted = column(1, count)
    for (let row = 0; row < count; row++) {
      const at = (wanted[row] as number) * pieceNumbers
      const bytes = (blocks[pieces[at] as number] as Buffer).subarray(pieces[at + 1], pieces[at + 2])
      bindings.vector_assign_string_element_len(output, row, bytes)
    }
  }
}
