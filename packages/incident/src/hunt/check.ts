import { IncidentError } from '../error.js'
import type { Hunt, IncidentPage } from '../model.js'
import type { HuntResult, RunHunt } from './hunt.js'

/** How a hunt did on its two fixtures. */
export interface HuntRun {
  readonly slug: string
  readonly hunt: string
  readonly positive: HuntResult
  readonly negative: HuntResult
}

/** Runs every hunt of every published page on its fixtures, one after the other. */
export async function runHunts(pages: readonly IncidentPage[], run: RunHunt): Promise<HuntRun[]> {
  const runs: HuntRun[] = []
  for (const page of pages)
    for (const hunt of page.incident.hunts ?? []) runs.push(await runOne(page.slug, hunt, run))
  return runs
}

async function runOne(slug: string, hunt: Hunt, run: RunHunt): Promise<HuntRun> {
  const request = { slug, hunt }
  const positive = await run(request, { kind: 'fixture', fixture: hunt.positive })
  const negative = await run(request, { kind: 'fixture', fixture: hunt.negative })
  return { slug, hunt: hunt.id, positive, negative }
}

/** Why a run keeps its page from being published; undefined when it fires on the one and is silent on the other. */
export function refusalOf(run: HuntRun): string | undefined {
  if (run.positive.status !== 'fires') return `does not fire on its positive fixture (${told(run.positive)})`
  if (run.negative.status !== 'silent') return `is not silent on its negative fixture (${told(run.negative)})`
  return undefined
}

function told(result: HuntResult): string {
  if (result.status === 'not-evaluable') return `not evaluable: ${result.reasons.join('; ')}`
  return result.status === 'fires' ? `${result.findings.length} findings` : 'silent'
}

/** Throws INC301 for the first published page whose hunt does not do what it says. */
export function refuseFailingHunts(pages: readonly IncidentPage[], runs: readonly HuntRun[]): void {
  for (const run of runs) {
    const reason = refusalOf(run)
    const file = pages.find((page) => page.slug === run.slug)?.file
    if (reason)
      throw new IncidentError('INC301', `hunt ${run.hunt} ${reason}`, {
        ...(file ? { file } : {}),
        hint: 'correct the hunt, or make the page a draft',
      })
  }
}
