export type { Engine, EngineColumn, EngineOptions, QueryOptions, Result, Row, Value } from './engine.js'
