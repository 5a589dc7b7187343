import { SimulationError } from '../errors.js'
import type { Truth } from '../truth.js'

/** Reads truth.json; refuses what is not one. */
export function readTruth(text: string): Truth {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new SimulationError(
      'EVA003',
      `the truth is not JSON: ${(error as Error).message}`,
      'give the truth.json of taxi simulate',
    )
  }
  const truth = value as Partial<Truth> | null
  if (truth?.version !== 1 || !Array.isArray(truth.storylines) || typeof truth.mailboxDays !== 'number')
    throw new SimulationError(
      'EVA004',
      'this is not a truth file of version 1',
      'give the truth.json of taxi simulate',
    )
  return truth as Truth
}
