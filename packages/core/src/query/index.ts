export {
  type CompilePlan,
  type Plan,
  type PlanAnswer,
  type PlanOptions,
  type PlanResult,
  planOf,
  type Watchlist,
} from './plan.js'
export { emptyTables, type KqlRow, type RunOptions, type RunResult, registerNatives, runPlan } from './run.js'
export { querySchema } from './schema.js'
