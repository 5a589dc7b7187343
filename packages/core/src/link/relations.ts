import { clientClass } from '../access/client.js'
import { contextId, networkOf } from '../access/context.js'
import { inQuestion, type Question } from '../access/question.js'
import { constant, type Sql, sql } from '../sql/statement.js'
import { derivedTokenId, plainTokenId } from './token-id.js'

/** IPv4 addresses compare whole; below an IPv6 /64 privacy addresses change by the hour. */
const hop = constant("CASE WHEN IP LIKE '%.%' THEN IP ELSE ")
const hopOf: Sql = sql`${hop}${networkOf('IP')} END`

/** A session id for comparing; an empty or zero one is none. */
const sessionId = (column: string): Sql =>
  constant(`nullif(nullif(lower(${column}), ''), '00000000-0000-0000-0000-000000000000')`)

/** An account by its name, an application by its id. */
const who = constant(
  "CASE WHEN Actor LIKE '%@%' THEN Actor ELSE coalesce(nullif(ClientAppId, ''), nullif(AppId, ''), Actor) END",
)

/** Reads of mail in question, one row a record. */
export const readsOf = (question: Question): Sql =>
  sql`SELECT Id AS record, CreationTime AS moment, coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, ${who} AS who,
    nullif(TokenObjectId, '') AS objectId, ${hopOf} AS hop, ${sessionId('AADSessionId')} AS entra, ${sessionId('SessionId')} AS local,
    coalesce(entra, local) AS session, ${plainTokenId('UniqueTokenId')} AS uti, IssuedAtTime AS issued, ${clientClass} AS class, ${contextId} AS context,
    CASE WHEN Actor LIKE '%@%' THEN 'person' ELSE 'application' END AS kind,
    (nullif(UniqueTokenId, '') IS NOT NULL OR nullif(AADSessionId, '') IS NOT NULL) AS named
  FROM audit WHERE Operation = 'MailItemsAccessed' AND ${inQuestion(question)}`

/**
 * Every successful sign-in there is a record of, in the sign-in tables and in the audit log. No result code means
 * the export had none: counted as success, because a missing sign-in is what is looked for.
 */
export const signins: Sql = sql`SELECT Id AS signIn, CreatedDateTime AS moment, coalesce(nullif(UserPrincipalName, ''), AppId) AS who,
    nullif(UserId, '') AS objectId, ${hopOf} AS hop, ${sessionId('SessionId')} AS session,
    coalesce(${plainTokenId('UniqueTokenIdentifier')}, ${derivedTokenId('Id')}) AS uti
  FROM signin WHERE coalesce(nullif(ResultType, ''), '0') = '0'
  UNION ALL
  SELECT Id, CreationTime, Actor, nullif(TokenObjectId, ''), ${hopOf}, ${sessionId('SessionId')},
    coalesce(${plainTokenId('UniqueTokenId')}, ${derivedTokenId('IntraSystemId')}, ${derivedTokenId('Id')})
  FROM audit WHERE Operation = 'UserLoggedIn'`
