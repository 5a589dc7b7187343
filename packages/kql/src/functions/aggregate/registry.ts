/** All aggregates by name; families are added here. */
import type { AggregateFunction, AggregateFunctions } from './entry.js'

const families: readonly AggregateFunctions[] = []

export const aggregateFunctions: ReadonlyMap<string, AggregateFunction> = new Map(
  families.flatMap((family) => Object.entries(family)),
)
