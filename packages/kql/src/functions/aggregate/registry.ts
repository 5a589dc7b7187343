/** All aggregates by name; families are added here. */
import { chooseAggregates } from './choose.js'
import { collectAggregates } from './collect.js'
import type { AggregateFunction, AggregateFunctions } from './entry.js'
import { percentileAggregates } from './percentile.js'
import { statisticsAggregates } from './statistics.js'

const families: readonly AggregateFunctions[] = [
  statisticsAggregates,
  collectAggregates,
  chooseAggregates,
  percentileAggregates,
]

export const aggregateFunctions: ReadonlyMap<string, AggregateFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
)
