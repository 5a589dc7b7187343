import type { Engine } from '@bigyellowtaxi/lake'
import { type Context, readContexts } from './access/context.js'
import type { Finding, Incident } from './detect/finding.js'
import type { Detection } from './detect/run.js'
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

/** Runs the detections over the same engine; what they are and how they are compiled is the caller's business. */
export type RunRules = (engine: Engine) => Promise<Detection>

/** The main job on an engine: ledger, completeness, sign-in link and what the detections find. */
export async function investigate(
  engine: Engine,
  scope: Scope,
  runRules: RunRules,
  onStep: OnStep = () => {},
): Promise<Investigation> {
  onStep('ledger')
  const inputs = await readInputs(engine)
  const answer = await readLedger(engine, scope)
  onStep('links')
  const contexts = await readContexts(engine, answer.question)
  const links = await readLinks(engine, answer.question)
  onStep('findings')
  const detection = within(await runRules(engine), scope)
  return { inputs, answer, links, contexts, detection }
}

/** Of a question about some mailboxes, only what concerns one of them. */
function within(detection: Detection, scope: Scope): Detection {
  if (scope.mailboxes.length === 0) return detection
  const asked = new Set(scope.mailboxes.map((mailbox) => mailbox.toLowerCase()))
  const concerns = (one: Finding | Incident): boolean =>
    [...one.mailboxes, ...one.entities.account].some((name) => asked.has(name))
  return {
    ...detection,
    findings: detection.findings.filter(concerns),
    incidents: detection.incidents.filter(concerns),
  }
}
