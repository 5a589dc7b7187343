import type { RunQuery } from '@bigyellowtaxi/core'
import type { Engine } from '@bigyellowtaxi/lake'

/** Makes what compiles and runs a rule's KQL on an engine. Undefined where this build has no KQL engine. */
export type QueryFactory = (engine: Engine) => Promise<RunQuery>

/** The one place where hunts get their KQL engine. */
export const queryFactory: QueryFactory | undefined = undefined
