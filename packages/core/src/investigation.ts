import type { Engine } from '@bigyellowtaxi/lake'
import { type Context, readContexts } from './access/context.js'
import type { Detection } from './detect/run.js'
import { runFirstSet } from './findings/first-set.js'
import { type Input, readInputs } from './inputs.js'
import { type Answer, readLedger } from './ledger/ledger.js'
import { type LinkReport, readLinks } from './link/link.js'
import type { Scope } from './scope.js'

/** Everything the main job found out, before it is put into a report. */
export interface Investigation {
  readonly inputs: readonly Input[]
  readonly answer: Answer
  readonly links: LinkReport
  readonly contexts: readonly Context[]
  readonly detection: Detection
}

/** A step has begun; for progress lines. */
export type OnStep = (step: 'ledger' | 'links' | 'findings') => void

/** The main job on an engine: ledger, completeness, sign-in link and the first set of findings. */
export async function investigate(
  engine: Engine,
  scope: Scope,
  onStep: OnStep = () => {},
): Promise<Investigation> {
  onStep('ledger')
  const inputs = await readInputs(engine)
  const answer = await readLedger(engine, scope)
  onStep('links')
  const contexts = await readContexts(engine, answer.question)
  const links = await readLinks(engine, answer.question)
  onStep('findings')
  const detection = await runFirstSet({
    engine,
    answer,
    links,
    contexts: new Map(contexts.map((context) => [context.id, context])),
  })
  return { inputs, answer, links, contexts, detection }
}
