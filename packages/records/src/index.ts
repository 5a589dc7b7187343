export {
  type CanonicalTable,
  type Column,
  type ColumnType,
  type IndicatorKind,
  type ListType,
  type Normaliser,
  provenanceColumns,
  type ScalarType,
} from './canonical/column.js'
export { type CanonicalTableName, canonicalTables } from './canonical/index.js'
export type { Element, Head, Read, Reject, Shape, Sniff, Unwrapped } from './shape.js'
