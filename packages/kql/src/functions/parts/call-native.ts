import { type Fragment, identifier, sql } from '../../sql/fragment.js'
import type { NativeFunction } from '../entry.js'

/** A call of a registered TypeScript function; its answer is text. Arguments are made text here. */
export const callNative = (native: NativeFunction, args: readonly Fragment[]): Fragment =>
  sql`${identifier(native.name)}(${args.map((argument) => sql`(${argument})::VARCHAR`)})`
