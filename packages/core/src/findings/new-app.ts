import { contextId } from '../access/context.js'
import { inQuestion } from '../access/question.js'
import { numberOf, textOf, textOrNull, textsOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { type BuiltInRule, entitiesOf, type Judgement, type Material, wholeTime } from './rule.js'

/** Days a mailbox must have been watched before something can be new to it. */
const baselineDays = 14
/** An application this many mailboxes used before is the tenant's, not a stranger's. */
const commonMailboxes = 3

async function judge(material: Material): Promise<Judgement> {
  const { engine, answer } = material
  const rows = await ask(
    engine,
    sql`WITH reads AS (
      SELECT Id AS record, CreationTime AS moment, Mailbox AS mailbox, coalesce(AppId, '') AS app, coalesce(ClientAppId, '') AS clientApp,
        ${contextId} AS context
      FROM audit WHERE Operation = 'MailItemsAccessed' AND ${inQuestion(answer.question)} AND Mailbox IS NOT NULL),
    watched AS (SELECT mailbox, min(moment) AS since FROM reads GROUP BY mailbox),
    used AS (
      SELECT mailbox, app, clientApp, min(moment) AS first, max(moment) AS last, count(*) AS records,
        list(record) AS evidence, list(DISTINCT context) AS contexts
      FROM reads WHERE app <> '' OR clientApp <> '' GROUP BY ALL)
    SELECT u.*, date_diff('day', w.since, u.first) AS days, (SELECT count(*) FROM watched) AS mailboxes,
      (SELECT count(DISTINCT o.mailbox) FROM used o WHERE o.app = u.app AND o.clientApp = u.clientApp AND o.mailbox <> u.mailbox AND o.first < u.first) AS others
    FROM used u JOIN watched w ON w.mailbox = u.mailbox
    WHERE u.first >= w.since + ${baselineDays} * INTERVAL 1 DAY ORDER BY u.first, u.mailbox, u.app, u.clientApp`,
  )
  const young = await ask(
    engine,
    sql`SELECT Mailbox AS mailbox FROM audit WHERE Operation = 'MailItemsAccessed' AND Mailbox IS NOT NULL AND ${inQuestion(answer.question)}
    GROUP BY Mailbox HAVING date_diff('day', min(CreationTime), (SELECT max(CreationTime) FROM audit)) < ${baselineDays} ORDER BY Mailbox`,
  )
  const drafts = rows
    .filter((row) => numberOf(row.others) < commonMailboxes)
    .map((row) => {
      const mailbox = textOf(row.mailbox)
      const app = textOrNull(row.app) ?? '(none)'
      const clientApp = textOrNull(row.clientApp) ?? '(none)'
      const contexts = textsOf(row.contexts).flatMap((id) => material.contexts.get(id) ?? [])
      return {
        subject: `${mailbox}|${app}|${clientApp}`,
        entities: entitiesOf(contexts, [mailbox]),
        mailboxes: [mailbox],
        evidence: textsOf(row.evidence),
        reasons: [
          `AppId ${app} with ClientAppId ${clientApp} read ${mailbox} for the first time in ${numberOf(row.days)} days: ${numberOf(row.records)} record(s)`,
          `${numberOf(row.others)} of ${numberOf(row.mailboxes)} mailboxes had been read by it before`,
        ],
        first: textOf(row.first),
        last: textOf(row.last),
      }
    })
  const gaps =
    young.length > 0 || rows.length === 0
      ? [
          {
            ...wholeTime(material),
            source: 'mail-reads' as const,
            about: `${young.length} mailbox(es) watched for less than ${baselineDays} days: nothing can be new to them yet`,
            fix: `export MailItemsAccessed from at least ${baselineDays} days before`,
            mailboxes: young.map((row) => textOf(row.mailbox)),
          },
        ].filter((gap) => gap.mailboxes.length > 0)
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
