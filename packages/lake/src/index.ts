export { type CompactOptions, type CompactReport, compact } from './compact.js'
export { DuckDbEngine, type DuckDbOptions } from './duckdb/engine.js'
export type { Engine, EngineColumn, EngineOptions, QueryOptions, Result, Row, Value } from './engine.js'
export { LakeError, type LakeErrorCode, lakeErrorCodes } from './errors.js'
export { fileBytes } from './ingest/file-bytes.js'
export { foldIndicator } from './ingest/indicators.js'
export { type IngestOptions, type IngestProgress, ingest } from './ingest/ingest.js'
export type { Input } from './ingest/input.js'
export type { FileReport, IngestReport } from './ingest/report.js'
export { type MemoryRecord, openMemoryEngine } from './memory.js'
export { type ParquetColumn, writeParquet } from './parquet.js'
export { type Batch, readSegments, type Segment } from './segment.js'
export {
  createWorkspace,
  type LakeEngineOptions,
  openEngine,
  openWorkspace,
  refreshEngine,
  type Workspace,
} from './workspace.js'
