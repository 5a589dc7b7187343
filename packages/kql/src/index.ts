export {
  type Compiled,
  type CompiledColumn,
  type CompiledResult,
  type CompileOptions,
  type CompileResult,
  compile,
  compileLoaded,
} from './compile.js'
export { datetimeText, decodeRow, decodeValue, type KqlValue, timespanText } from './decode.js'
export { type ErrorCode, errorCodes, type KqlError, type Position } from './errors.js'
export type { NativeFunction, NativeServices } from './functions/entry.js'
export { isParserLoaded, loadParser } from './kusto/load.js'
export type { FunctionLookup, WorkspaceFunction } from './kusto/prelude.js'
export type { Render } from './render.js'
export type {
  ColumnSource,
  Condition,
  DocumentColumns,
  EngineColumnType,
  EngineRelations,
  KustoType,
  RowSource,
  Slice,
  TableColumn,
  TableSource,
} from './schema.js'
