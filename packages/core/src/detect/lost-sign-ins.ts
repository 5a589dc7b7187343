import type { Engine } from '@bigyellowtaxi/lake'
import type { Interval } from './coverage.js'
import type { Gap } from './finding.js'

const dayMs = 86_400_000

/** Whose reads of a day nearly all have a token that no sign-in knows is no victim where nearly everybody is. */
const matchedShare = 0.3

/** Below it, over all other days, the tables are too thin to tell a forgery from a lost row: rules stay silent. */
const matchRate = 0.8

/** Reads whose token's own sign-in is not all that is known of their address; with so many, only they are asked. */
const enough = 20

/**
 * Days on which the tokens behind the reads stand in no sign-in table: rows of it were lost, though the table is not
 * silent. Told by reads from addresses from which the user did sign in; an intruder's, from elsewhere, say nothing about
 * it, however many they are. Applications whose tokens never stand there are left out.
 */
export async function lostSignIns(engine: Engine, window: Interval): Promise<readonly Gap[]> {
  const { rows } = await engine.query(
    `WITH issued AS (SELECT UniqueTokenIdentifier AS token, count(*) AS tokenRows FROM signin WHERE UniqueTokenIdentifier IS NOT NULL GROUP BY ALL),
     homes AS (SELECT UserPrincipalName AS account, IP AS home, count(*) AS homeRows FROM signin WHERE ResultType = '0' AND UserPrincipalName IS NOT NULL GROUP BY ALL),
     reads AS (
       SELECT date_trunc('day', CreationTime) AS day, lower(UserId) AS account, coalesce(ClientAppId, AppId) AS app, token IS NOT NULL AS isKnown, home IS NOT NULL AS isAtHome, coalesce(homeRows > coalesce(tokenRows, 0), FALSE) AS isTold
       FROM audit LEFT JOIN issued ON token = UniqueTokenId LEFT JOIN homes ON account = lower(UserId) AND home = IP
       WHERE Operation = 'MailItemsAccessed' AND UniqueTokenId IS NOT NULL AND UserType IN (0, 2, 3, 10)
         AND CreationTime >= make_timestamp($1::BIGINT * 1000) AND CreationTime < make_timestamp($2::BIGINT * 1000)),
     rates AS (SELECT app, avg(isKnown::INT) AS rate FROM reads GROUP BY app),
     judged AS (SELECT reads.* FROM reads JOIN rates USING (app) WHERE rate >= 0.2 OR (SELECT max(rate) FROM rates) < 0.2),
     people AS (
       SELECT day, account, count(*) FILTER (isAtHome) AS reads, count(*) FILTER (isAtHome AND isKnown) AS known
       FROM judged
       GROUP BY ALL),
     days AS (
       SELECT day, count(*) AS accounts, count(*) FILTER (reads > 0 AND 2 * known >= reads) AS matched,
         count(*) FILTER (reads > 0) >= 3 AND matched < ${matchedShare} * count(*) FILTER (reads > 0) AS isLost
       FROM people
       GROUP BY day),
     whole AS (
       SELECT CASE WHEN count(*) FILTER (isTold) >= ${enough} THEN avg(isKnown::INT) FILTER (isTold) ELSE avg(isKnown::INT) FILTER (isAtHome) END AS rate
       FROM judged JOIN days USING (day)
       WHERE NOT isLost),
     users AS (SELECT account, account IN (SELECT account FROM homes) AS isKnown FROM people GROUP BY ALL)
     SELECT CAST(epoch_ms(day) AS DOUBLE) AS day, accounts, matched
     FROM days
     WHERE isLost
       OR coalesce((SELECT rate FROM whole), 0) < ${matchRate}
       OR (SELECT avg(isKnown::INT) FROM users) < ${matchRate}
     ORDER BY day`,
    { parameters: [window.from, window.to] },
  )
  return rows.map((row) => ({
    from: Math.max(window.from, Number(row.day)),
    to: Math.min(window.to, Number(row.day) + dayMs),
    source: 'sign-ins-non-interactive',
    about: `sign-ins behind the reads of ${Number(row.accounts) - Number(row.matched)} of ${Number(row.accounts)} users`,
    fix: 'export all four sign-in tables for these days; rows are missing',
  }))
}
