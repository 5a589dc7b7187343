import { inQuestion } from '../access/question.js'
import { textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { baselineDays, readFirstReads } from './first-reads.js'
import { type BuiltInRule, entitiesOf, type Judgement, type Material, wholeTime } from './rule.js'

/** An application this many mailboxes used before is the tenant's, not a stranger's. */
const commonMailboxes = 3

async function judge(material: Material): Promise<Judgement> {
  const { engine, answer } = material
  const found = await readFirstReads(engine, answer.question)
  const young = await ask(
    engine,
    sql`SELECT Mailbox AS mailbox FROM audit WHERE Operation = 'MailItemsAccessed' AND Mailbox IS NOT NULL AND ${inQuestion(answer.question)}
    GROUP BY Mailbox HAVING date_diff('day', min(CreationTime), (SELECT max(CreationTime) FROM audit)) < ${baselineDays} ORDER BY Mailbox`,
  )
  const drafts = found
    .filter((one) => one.others < commonMailboxes)
    .map((one) => ({
      subject: `${one.mailbox}|${one.app}|${one.clientApp}`,
      // a roll-out reaches many mailboxes from the same servers: neither joins anybody to a story
      entities: {
        ...entitiesOf(
          one.contexts.flatMap((id) => material.contexts.get(id) ?? []),
          [one.mailbox],
        ),
        app: [],
        ip: [],
      },
      mailboxes: [one.mailbox],
      evidence: one.evidence,
      reasons: [
        `AppId ${one.app || '(none)'} with ClientAppId ${one.clientApp || '(none)'} read ${one.mailbox} for the first time in ${one.days} days: ${one.records} record(s)`,
        `${one.others} of ${one.mailboxes} mailboxes had been read by it before`,
      ],
      first: one.first,
      last: one.last,
    }))
  const gaps =
    young.length > 0
      ? [
          {
            ...wholeTime(material),
            source: 'mail-reads' as const,
            about: `${young.length} mailbox(es) watched for less than ${baselineDays} days: nothing can be new to them yet`,
            fix: `export MailItemsAccessed from at least ${baselineDays} days before`,
            mailboxes: young.map((row) => textOf(row.mailbox)),
          },
        ]
      : []
  return { drafts, gaps }
}

export const newApp: BuiltInRule = {
  id: 'MBX-01',
  version: '1.0.0',
  title: 'Application new to the mailbox',
  severity: 'Medium',
  points: 25,
  techniques: ['T1114.002'],
  tactics: ['Collection'],
  judge,
}
