import type { Engine, Row } from '@bigyellowtaxi/lake'
import { byContext, hasContext, inWindow, ofMailboxes, type Scope } from '../scope.js'
import { textOf } from '../sql/row.js'
import { type Sql, sql } from '../sql/statement.js'
import { indexMailboxes, type Mailbox, readMailboxes } from './mailbox.js'

/** What every reader is asked: the scope, and the mailboxes it came down to. */
export interface Question {
  readonly scope: Scope
  readonly mailboxes: readonly Mailbox[]
  /** Names to ask the engine for; empty: no limit. */
  readonly names: readonly string[]
  /** See `indexMailboxes`. */
  readonly index: ReadonlyMap<string, Mailbox>
}

/** Works out which mailboxes the scope is about, once for all readers. */
export async function readQuestion(engine: Engine, scope: Scope): Promise<Question> {
  const mailboxes = await readMailboxes(engine, scope)
  const isLimited = scope.mailboxes.length > 0 || hasContext(scope)
  return {
    scope,
    mailboxes,
    names: isLimited ? mailboxes.flatMap((mailbox) => mailbox.recorded) : [],
    index: indexMailboxes(mailboxes),
  }
}

/** The mailbox a row with `tenant` and `mailbox` is about, by the name answers use. */
export const mailboxOf = (row: Row, question: Question): { tenant: string; mailbox: string } => {
  const tenant = textOf(row.tenant)
  const name = textOf(row.mailbox)
  const known = question.index.get(`${tenant}\n${name}`) ?? question.index.get(`?\n${name}`)
  return known ? { tenant: known.tenant, mailbox: known.name } : { tenant, mailbox: name }
}

/** A context question that came down to no mailbox asks for nothing, not for everything. */
const isEmpty = (question: Question): boolean =>
  question.mailboxes.length === 0 && (question.scope.mailboxes.length > 0 || hasContext(question.scope))

/** Records touching the mailboxes of the question. */
export const ofQuestion = (question: Question): Sql =>
  isEmpty(question) ? sql`FALSE` : ofMailboxes(question.names)

/** Records in question: mailboxes, hands and window. */
export const inQuestion = (question: Question): Sql =>
  sql`${ofQuestion(question)} AND ${byContext(question.scope)} AND ${inWindow(question.scope)}`
