import type { Investigation } from '../investigation.js'
import type { Verdict } from '../ledger/verdict.js'
import { summariseLinks, whyNotEvaluable } from '../link/summary.js'

const n = (count: number): string => count.toLocaleString('en-US')

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${n(count)} ${count === 1 ? one : many}`

/** A few names and how many more there are: the table of rules has them all, with what each lacks. */
function listed(names: readonly string[]): string {
  const shown = names.length > 8 ? names.slice(0, 6) : names
  const more = names.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** What the incidents come to: the sentence a reader must not miss. `exposed` counts what their contexts touched. */
function incidentSentences(
  { incidents, findings }: Investigation['detection'],
  exposed: Readonly<Record<Verdict, number>>,
): readonly string[] {
  const [first] = incidents
  if (!first)
    return [
      findings.length > 0
        ? `No incident: ${plural(findings.length, 'finding')}, none heavy enough for one.`
        : 'No finding by the rules that could be evaluated.',
    ]
  const mailboxes = new Set(incidents.flatMap((incident) => incident.mailboxes))
  const joined = new Set(incidents.flatMap((incident) => incident.findings)).size
  const named = mailboxes.size <= 3 ? ` (${[...mailboxes].sort().join(', ')})` : ''
  const where =
    mailboxes.size > 0
      ? ` in ${plural(mailboxes.size, 'mailbox', 'mailboxes')}${named}`
      : ' of the whole tenant'
  const presumed = exposed.presumed > 0 ? `, ${n(exposed.presumed)} more presumed copied` : ''
  return [
    `${plural(incidents.length, 'incident')}${where}: ${exposed.read + exposed.presumed > 0 ? `${plural(exposed.read, 'message')} opened${presumed}` : 'no message is recorded as touched'}.`,
    `${plural(joined, 'finding')} of ${n(findings.length)} ${joined === 1 ? 'belongs' : 'belong'} to ${incidents.length === 1 ? 'it' : 'them'}.`,
  ]
}

/** The answer in sentences, the strongest first. Each says what the log can carry and no more. */
export function summarise(
  { answer, links, detection }: Investigation,
  exposed: Readonly<Record<Verdict, number>>,
): readonly string[] {
  const { ledger, facts } = answer
  if (facts.tenants.length === 0) return ['No audit records at hand: nothing can be said about any mailbox.']
  const [interactive, service] = summariseLinks(links)
  const sentences: string[] = [...incidentSentences(detection, exposed)]
  if (facts.tenants.every((tenant) => tenant.reads === 0))
    sentences.push(
      'No MailItemsAccessed record is at hand: whether mail was read was not logged or not exported, so nothing can be said about it.',
    )
  else if (interactive && interactive.records > 0) {
    const unknown =
      interactive.notEvaluable > 0
        ? `, ${n(interactive.notEvaluable)} cannot be judged (${whyNotEvaluable(links)})`
        : ''
    sentences.push(
      `Of ${n(interactive.records)} reads by interactive clients ${n(interactive.linked)} have a sign-in behind them and ${n(interactive.none)} have none${unknown}.`,
    )
  } else sentences.push('No read by an interactive client is on record.')
  if (service && service.records > 0)
    sentences.push(`${n(service.records)} reads by service REST are counted apart.`)
  const read = ledger.messages.filter((message) => message.verdict === 'read').length
  const presumed = ledger.messages.filter((message) => message.verdict === 'presumed').length
  sentences.push(
    `By all hands together, owners included, ${plural(read, 'message was', 'messages were')} opened or fetched, ${n(presumed)} more are presumed copied or reachable.`,
  )
  const dark = ledger.mailboxes.filter((mailbox) => mailbox.gaps.length > 0).length
  sentences.push(
    ledger.mailboxes.length === 0
      ? 'No record touches a mailbox within this question.'
      : dark > 0
        ? `For ${n(dark)} of ${n(ledger.mailboxes.length)} mailboxes the log has gaps: absence of a record there shows nothing.`
        : `For all ${n(ledger.mailboxes.length)} mailboxes the log shows no gap between its first and last record.`,
  )
  const silent = detection.outcomes.filter((outcome) => outcome.outcome === 'not-evaluable')
  if (silent.length > 0)
    sentences.push(
      `${plural(silent.length, 'rule')} could not be evaluated: ${listed(silent.map((outcome) => outcome.rule))}.`,
    )
  return sentences
}
