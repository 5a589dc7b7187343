import type { Engine } from '@bigyellowtaxi/lake'
import { withNarrowed } from '../access/narrow.js'
import { type Question, readQuestion } from '../access/question.js'
import type { Facts } from '../completeness/facts.js'
import { buildCompleteness, type Completeness } from '../completeness/map.js'
import { readFacts } from '../completeness/read-facts.js'
import { everything, hasContext, type Scope } from '../scope.js'
import { readAttachments, resolveItems } from './attachment.js'
import { readBinds } from './bind.js'
import { composeLedger } from './compose.js'
import type { Ledger } from './entry.js'
import { readFolderNames } from './folder-name.js'
import { readMessageFacts } from './message-facts.js'
import { readNameless } from './nameless.js'
import { readSyncs } from './sync.js'

/** The answer to one question, with what the log can and cannot say about it. */
export interface Answer {
  readonly question: Question
  readonly ledger: Ledger
  readonly completeness: Completeness
  readonly facts: Facts
}

/**
 * Who touched which messages, and what can be said about the others. With a context or a window in the scope,
 * messages that other hands opened at other times are known to exist and are judged too.
 */
export async function readLedger(engine: Engine, scope: Scope): Promise<Answer> {
  const question = await readQuestion(engine, scope)
  return withNarrowed(engine, question, (own) => readAnswer(engine, own, question))
}

/** `own` holds the mailboxes of the question; what is asked of the whole log goes to `engine`. */
async function readAnswer(engine: Engine, own: Engine, question: Question): Promise<Answer> {
  const { scope } = question
  const facts = await readFacts(engine, question, own)
  const completeness = buildCompleteness(facts)
  const binds = await readBinds(own, question)
  const attachments = await readAttachments(own, question)
  const syncs = await readSyncs(own, question, engine)
  const nameless = await readNameless(own, question)
  const isPartial = hasContext(scope) || scope.from !== null || scope.to !== null
  const whole = { ...question, scope: { ...everything, tenants: scope.tenants } }
  const known = isPartial ? await readBinds(own, whole) : binds
  const messageFacts = await readMessageFacts(own, question)
  const folderNames = await readFolderNames(own, question, [
    ...binds.flatMap((touch) => touch.folders),
    ...syncs.map((sync) => sync.folder),
  ])
  const ledger = composeLedger({
    question,
    tenants: facts.tenants,
    gaps: completeness.gaps,
    throttles: facts.throttles,
    binds,
    attachments: resolveItems(attachments, known),
    syncs,
    nameless,
    known,
    messageFacts,
    folderNames,
  })
  return { question, ledger, completeness, facts }
}
