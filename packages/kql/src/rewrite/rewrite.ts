/** Passes over the plan, each pure, in the order they help each other. */
import type { Relation } from '../plan/relation.js'
import { expandAtScan } from './expand-at-scan.js'
import { groupFound } from './group-found.js'
import { inlineShared } from './inline-shared.js'
import { knownPaths } from './known-paths.js'
import { mergeChosen } from './merge-chosen.js'
import { mergeScans } from './merge-scans.js'
import { pruneColumns } from './prune-columns.js'
import { pushFilters } from './push-filters.js'
import { sinkFilters } from './sink-filters.js'

export const rewrite = (relation: Relation): Relation =>
  mergeChosen(
    expandAtScan(
      groupFound(sinkFilters(pushFilters(mergeScans(pruneColumns(knownPaths(inlineShared(relation))))))),
    ),
  )
