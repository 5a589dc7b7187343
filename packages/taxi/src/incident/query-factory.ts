import type { RunQuery } from '@bigyellowtaxi/core'
import type { Engine } from '@bigyellowtaxi/lake'

/** Makes what compiles and runs a rule's KQL on an engine. */
export type QueryFactory = (engine: Engine) => Promise<RunQuery>

/** The one place where hunts get their KQL engine; loaded when the first hunt runs, as the parser is large. */
export const queryFactory: QueryFactory = async (engine) => {
  const { kqlRunner } = await import('../kql/runner.js')
  return kqlRunner(engine)
}
