/** Passes over the plan, each pure, in the order they help each other. */
import type { Relation } from '../plan/relation.js'

export const rewrite = (relation: Relation): Relation => relation
