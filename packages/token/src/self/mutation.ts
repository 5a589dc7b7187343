import { isGreen, runConformance } from '../kit/index.js'
import { adapterWith, allChecks, type Lists } from './adapter.js'

/** "The list minus one": a check nobody misses proves nothing about itself. */

export interface Mutant {
  /** Id of the check taken out. */
  readonly without: string
  /** Ids of the cases that went red. */
  readonly killedBy: readonly string[]
}

const without = (id: string): Lists => ({
  token: allChecks.token.filter((check) => check.id !== id),
  key: allChecks.key.filter((check) => check.id !== id),
  metadata: allChecks.metadata.filter((check) => check.id !== id),
})

export const checkIds: readonly string[] = [...allChecks.token, ...allChecks.key, ...allChecks.metadata].map(
  ({ id }) => id,
)

/** Runs the kit against the verifier without this check; `bail` stops at the first case that notices. */
export async function mutant(id: string, options: { readonly bail?: boolean } = {}): Promise<Mutant> {
  const report = await runConformance(adapterWith(without(id), `without ${id}`), options)
  const red = report.cases.filter(({ outcome }) => outcome === 'fail').map((result) => result.id)
  return { without: id, killedBy: isGreen(report) ? [] : red }
}
