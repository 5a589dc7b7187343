/** What the tables are, without the readers of exports: whoever asks a workspace need not load those. */

export { canonicalTables } from '../canonical/index.js'
export { documentedColumns } from '../facts/tables.js'
export { kqlFunction } from '../functions/index.js'
export type { CanonicalTable, CanonicalTableName, Column, ColumnType } from '../index.js'
export { kqlTables } from './index.js'
export { type SliceOfTable, slices } from './slices.js'
