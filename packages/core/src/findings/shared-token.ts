import { clientClass } from '../access/client.js'
import { contextId, networkOf } from '../access/context.js'
import { inQuestion } from '../access/question.js'
import { numberOf, textOf, textsOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { type BuiltInRule, entitiesOf, type Judgement, type Material, wholeTime } from './rule.js'

/** A phone roams between two or three networks within a token's life; four are no roaming. */
const manyNetworks = 4

/** Both address families of one line are one place, so networks are counted within a family. */
async function judge(material: Material): Promise<Judgement> {
  const { engine, answer } = material
  const rows = await ask(
    engine,
    sql`SELECT * FROM (
      SELECT UniqueTokenId AS token, count(*) AS records, list(DISTINCT Actor) AS actors, list(DISTINCT Mailbox) AS mailboxes,
        list(DISTINCT ${networkOf('IP')}) FILTER (IP LIKE '%.%') AS v4, list(DISTINCT ${networkOf('IP')}) FILTER (IP LIKE '%:%') AS v6,
        list(Id) AS evidence, list(DISTINCT ${contextId}) AS contexts, min(CreationTime) AS first, max(CreationTime) AS last
      FROM audit WHERE Operation = 'MailItemsAccessed' AND nullif(UniqueTokenId, '') IS NOT NULL AND Actor LIKE '%@%'
        AND ${clientClass} = 'interactive' AND ${inQuestion(answer.question)} GROUP BY token)
    WHERE len(actors) > 1 OR len(v4) >= ${manyNetworks} OR len(v6) >= ${manyNetworks} ORDER BY token`,
  )
  const [seen] = await ask(
    engine,
    sql`SELECT count(*) AS records FROM audit WHERE Operation = 'MailItemsAccessed' AND nullif(UniqueTokenId, '') IS NOT NULL AND ${inQuestion(answer.question)}`,
  )
  return {
    drafts: rows.map((row) => {
      const networks = [...textsOf(row.v4), ...textsOf(row.v6)]
      const mailboxes = textsOf(row.mailboxes)
      const contexts = textsOf(row.contexts).flatMap((id) => material.contexts.get(id) ?? [])
      return {
        subject: textOf(row.token),
        entities: entitiesOf(contexts, mailboxes),
        mailboxes,
        evidence: textsOf(row.evidence),
        reasons: [
          `token ${textOf(row.token)} read mail as ${textsOf(row.actors).join(', ')} from ${networks.length} network(s): ${networks.join(', ')}`,
          `${numberOf(row.records)} record(s), ${mailboxes.length} mailbox(es)`,
        ],
        first: textOf(row.first),
        last: textOf(row.last),
      }
    }),
    gaps:
      numberOf(seen?.records) === 0
        ? [
            {
              ...wholeTime(material),
              source: 'mail-reads-with-token-ids' as const,
              about: 'no MailItemsAccessed record names its token',
              fix: 'token ids exist since about 2024; use an export that keeps AppAccessContext',
            },
          ]
        : [],
  }
}

export const sharedToken: BuiltInRule = {
  id: 'MBX-06',
  version: '1.0.0',
  title: 'One token used by several accounts or from several networks',
  severity: 'High',
  points: 40,
  techniques: ['T1550.001'],
  tactics: ['DefenseEvasion'],
  judge,
}
