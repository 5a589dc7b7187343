/** Passes over the plan, each pure, in the order they help each other. */
import type { Relation } from '../plan/relation.js'
import { pruneColumns } from './prune-columns.js'

export const rewrite = (relation: Relation): Relation => pruneColumns(relation)
