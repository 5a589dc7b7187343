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
export { type Detection, detect, type ShapeReason } from './detect.js'
export { type KnownApp, knownApps, microsoftTenants } from './facts/apps.js'
export {
  logonTypeNames,
  logonTypeNumber,
  userTypeNames,
  userTypeNumber,
} from './facts/enumerations.js'
export { recordTypeNames, recordTypeNumber } from './facts/record-types.js'
export { documentedColumns, documentedTableNames, type FactType } from './facts/tables.js'
export { type ClientInfo, clientInfo } from './fields/client.js'
export { plainIp } from './fields/ip.js'
export { nameValues } from './fields/name-value.js'
export { fromPowerShellText } from './fields/powershell-text.js'
export { type DateOrder, isoTime } from './fields/time.js'
export { tokenIdOfRequest } from './fields/token-id.js'
export type { KqlFunction } from './functions/function.js'
export { kqlFunction } from './functions/index.js'
export { openHead } from './read/container.js'
export { type CsvScanned, scanCsv } from './read/csv.js'
export { defaultLimits, type Limits } from './read/limits.js'
export { type RejectCode, rejectCodes } from './read/reject.js'
export { type Encoding, encodingOf } from './read/text.js'
export {
  type ExportReading,
  type ReadOptions,
  readExport,
  type UnknownExport,
} from './read-export.js'
export type {
  Container,
  Element,
  Head,
  JsonObject,
  Read,
  Reject,
  Shape,
  ShapeContext,
  Sniff,
  Unwrap,
  Unwrapped,
} from './shape.js'
export { shapes } from './shapes/index.js'
export { type KqlTables, kqlTables } from './tables/index.js'
export { type SliceOfTable, slices } from './tables/slices.js'
export type { ColumnSource, Condition, KqlTable, RowSource } from './tables/table.js'
