import type { Engine } from '@bigyellowtaxi/lake'
import type { Finding } from './finding.js'

/** Use this long before the first finding about it makes an address or app part of ordinary life here. */
const ordinaryAfter = "INTERVAL '1 day'"

/** What is found so soon after the log begins may have been in use for years: nobody can say, so it joins nobody. */
const unknownUntil = "INTERVAL '2 days'"

/**
 * Addresses and apps in use here before anything was found about them: an office's egress, somebody's home, an app
 * people have. Sharing them joins nobody to a story. What the intruder brought along was not there the day before.
 * (`ip 192.0.2.1`, `app 0000…`.)
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
       SELECT 'ip ' || lower(IP) AS key, CreationTime AS at FROM audit WHERE IP IS NOT NULL
       UNION ALL
       SELECT 'app ' || lower(AppId), CreationTime FROM audit WHERE AppId IS NOT NULL
       UNION ALL
       SELECT 'app ' || lower(ClientAppId), CreationTime FROM audit WHERE ClientAppId IS NOT NULL
       UNION ALL
       SELECT 'ip ' || lower(IP), CreatedDateTime FROM signin WHERE IP IS NOT NULL
       UNION ALL
       SELECT 'app ' || lower(AppId), CreatedDateTime FROM signin WHERE AppId IS NOT NULL),
     log AS (SELECT min(used.at) AS since FROM used)
     SELECT DISTINCT candidate.key AS key FROM candidate JOIN used ON used.key = candidate.key AND used.at < candidate.first - ${ordinaryAfter}
     UNION
     SELECT candidate.key FROM candidate, log WHERE candidate.first < log.since + ${unknownUntil}
     ORDER BY key`,
    { parameters: [candidates] },
  )
  return new Set(rows.map((row) => String(row.key)))
}
