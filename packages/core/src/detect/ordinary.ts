import type { Engine } from '@bigyellowtaxi/lake'
import type { Finding } from './finding.js'

/** Mailboxes that must have used an address or app before the first finding about it for it to be ordinary here. */
const ordinaryMailboxes = 3

/**
 * Addresses and apps that several mailboxes used before anything was found about them: an office's shared egress, an
 * app everybody has. Sharing them joins nobody to a story. (`ip 192.0.2.1`, `app 0000…`.)
 */
export async function ordinaryEntities(
  engine: Engine,
  findings: readonly Finding[],
): Promise<ReadonlySet<string>> {
  const firsts = new Map<string, string>()
  for (const finding of findings)
    for (const kind of ['ip', 'app'] as const)
      for (const value of finding.entities[kind]) {
        const key = `${kind} ${value}`
        const known = firsts.get(key)
        if (known === undefined || finding.first < known) firsts.set(key, finding.first)
      }
  if (firsts.size === 0) return new Set()
  const candidates = JSON.stringify([...firsts].map(([key, first]) => ({ key, first })))
  const { rows } = await engine.query(
    `WITH candidate AS (
       SELECT c.key AS key, CAST(c.first AS TIMESTAMP) AS first
       FROM (SELECT unnest(from_json($1, '[{"key":"VARCHAR","first":"VARCHAR"}]')) AS c)),
     used AS (
       SELECT 'ip ' || IP AS key, Mailbox, CreationTime FROM audit WHERE IP IS NOT NULL AND Mailbox IS NOT NULL
       UNION ALL
       SELECT 'app ' || AppId, Mailbox, CreationTime FROM audit WHERE AppId IS NOT NULL AND Mailbox IS NOT NULL
       UNION ALL
       SELECT 'app ' || ClientAppId, Mailbox, CreationTime FROM audit WHERE ClientAppId IS NOT NULL AND Mailbox IS NOT NULL)
     SELECT candidate.key AS key FROM candidate JOIN used ON used.key = candidate.key AND used.CreationTime < candidate.first
     GROUP BY candidate.key HAVING count(DISTINCT used.Mailbox) >= ${ordinaryMailboxes} ORDER BY key`,
    { parameters: [candidates] },
  )
  return new Set(rows.map((row) => String(row.key)))
}
