import type { Engine } from '@bigyellowtaxi/lake'
import type { Interval } from './coverage.js'
import type { Gap } from './finding.js'

const dayMs = 86_400_000

/** Whose reads of a day nearly all have a token that no sign-in knows is no victim where nearly everybody is. */
const matchedShare = 0.3

/**
 * Days on which the tokens behind nearly everybody's reads stand in no sign-in table: rows of it were lost, though the
 * table is not silent. Applications whose tokens never stand there are left out.
 */
export async function lostSignIns(engine: Engine, window: Interval): Promise<readonly Gap[]> {
  const { rows } = await engine.query(
    `WITH issued AS (SELECT DISTINCT UniqueTokenIdentifier AS token FROM signin WHERE UniqueTokenIdentifier IS NOT NULL),
     reads AS (
       SELECT date_trunc('day', CreationTime) AS day, lower(UserId) AS account, coalesce(ClientAppId, AppId) AS app, token IS NOT NULL AS isKnown
       FROM audit LEFT JOIN issued ON token = UniqueTokenId
       WHERE Operation = 'MailItemsAccessed' AND UniqueTokenId IS NOT NULL AND UserType IN (0, 2, 3, 10)
         AND CreationTime >= make_timestamp($1::BIGINT * 1000) AND CreationTime < make_timestamp($2::BIGINT * 1000)),
     rates AS (SELECT app, avg(isKnown::INT) AS rate FROM reads GROUP BY app),
     judged AS (SELECT reads.* FROM reads JOIN rates USING (app) WHERE rate >= 0.2 OR (SELECT max(rate) FROM rates) < 0.2),
     people AS (SELECT day, account, 2 * count(*) FILTER (isKnown) >= count(*) AS isMatched FROM judged GROUP BY ALL),
     overall AS (SELECT avg(isKnown::INT) AS rate FROM judged)
     SELECT CAST(epoch_ms(day) AS DOUBLE) AS day, count(*) AS accounts, count(*) FILTER (isMatched) AS matched, any_value(overall.rate) AS rate
     FROM people, overall
     GROUP BY day
     HAVING rate < 0.8 OR (accounts >= 3 AND matched < ${matchedShare} * accounts)
     ORDER BY day`,
    { parameters: [window.from, window.to] },
  )
  return rows.map((row) => ({
    from: Math.max(window.from, Number(row['day'])),
    to: Math.min(window.to, Number(row['day']) + dayMs),
    source: 'sign-ins-non-interactive',
    about: `sign-ins behind the reads of ${Number(row['accounts']) - Number(row['matched'])} of ${Number(row['accounts'])} users`,
    fix: 'export all four sign-in tables for these days; rows are missing',
  }))
}
