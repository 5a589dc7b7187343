export { quotedName, quotedText } from '../sql/quote.js'
export {
  type CompilePlan,
  type Plan,
  type PlanAnswer,
  type PlanOptions,
  type PlanResult,
  planOf,
  type Watchlist,
} from './plan.js'
export { type Present, presentIn, readPresent } from './present.js'
export { emptyTables, type KqlRow, type RunOptions, type RunResult, registerNatives, runPlan } from './run.js'
export { querySchema, querySchemaOf } from './schema.js'
export { keepSlices, slicesFor } from './slices.js'
