/**
 * What running a compiled query takes: TypeScript functions by name, and values out of rows. An entry of its own
 * (`@bigyellowtaxi/kql/run`), so that a plan from a cache runs without loading compiler or parser.
 */
import { aggregateFunctions } from '../functions/aggregate/registry.js'
import type { NativeFunction } from '../functions/entry.js'
import { scalarFunctions } from '../functions/registry.js'

export { decodeRow, decodeValue, type KqlValue } from '../decode.js'
export type { NativeFunction, NativeServices } from '../functions/entry.js'

let byName: ReadonlyMap<string, NativeFunction> | undefined

/** The TypeScript function a plan names; undefined when this version has none of that name. */
export function nativeFunction(name: string): NativeFunction | undefined {
  byName ??= new Map(
    [
      ...[...scalarFunctions.values()].flatMap((row) => [
        ...(row.native ? [row.native] : []),
        ...(row.natives ?? []),
      ]),
      ...[...aggregateFunctions.values()].flatMap((row) => row.natives ?? []),
    ].map((native) => [native.name, native]),
  )
  return byName.get(name)
}
