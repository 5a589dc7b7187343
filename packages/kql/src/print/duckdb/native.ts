/** Values on their way to a TypeScript function and back: text, as functions/entry.ts says. */
import type { KustoType } from '../../plan/type.js'
import { type Fragment, sql } from '../../sql/fragment.js'
import { sqlTypes } from './type.js'

export const nativeText = (value: Fragment, type: KustoType): Fragment =>
  type === 'string' ? value : sql`(${value})::VARCHAR`

export const nativeResult = (value: Fragment, type: KustoType): Fragment =>
  type === 'string' ? value : sql`(${value})::${sqlTypes[type]}`
