export { DuckDbEngine, type DuckDbOptions } from './duckdb/engine.js'
export type { Engine, EngineColumn, EngineOptions, QueryOptions, Result, Row, Value } from './engine.js'
export { LakeError, type LakeErrorCode, lakeErrorCodes } from './errors.js'
