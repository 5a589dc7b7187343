import type { Engine } from '@bigyellowtaxi/lake'
import type { Input } from '../inputs.js'
import { numberOrNull, textOf, textOrNull } from '../sql/row.js'
import { ask, constant, join, type Sql, sql } from '../sql/statement.js'
import type { ReportRecord } from './model.js'

/** How each table names what a reader of evidence wants to see. */
const tables: readonly {
  readonly name: string
  readonly id: string
  readonly time: string
  readonly operation: string
  readonly mailbox: string
  readonly actor: string
  readonly ip: string
  readonly client: string
}[] = [
  {
    name: 'audit',
    id: 'Id',
    time: 'CreationTime',
    operation: "concat_ws(' ', Operation, MailAccessType)",
    mailbox: 'Mailbox',
    actor: 'UserId',
    ip: 'IP',
    client: 'ClientInfoString',
  },
  {
    name: 'signin',
    id: 'Id',
    time: 'CreatedDateTime',
    operation: "concat_ws(' ', 'Sign-in', Kind)",
    mailbox: 'NULL',
    actor: 'UserPrincipalName',
    ip: 'IP',
    client: 'AppDisplayName',
  },
  {
    name: 'directory_audit',
    id: 'Id',
    time: 'ActivityDateTime',
    operation: 'OperationName',
    mailbox: 'NULL',
    actor: 'coalesce(InitiatedByUser, InitiatedByApp)',
    ip: 'IP',
    client: 'LoggedByService',
  },
  {
    name: 'graph_activity',
    id: 'RequestId',
    time: 'TimeGenerated',
    operation: "concat_ws(' ', RequestMethod, RequestUri)",
    mailbox: 'NULL',
    actor: 'UserId',
    ip: 'IP',
    client: 'UserAgent',
  },
]

/** The records behind the ids, with file and line: what makes a number in the report checkable. */
export async function readEvidence(
  engine: Engine,
  ids: readonly string[],
  inputs: readonly Input[],
): Promise<readonly ReportRecord[]> {
  if (ids.length === 0) return []
  const files = new Map(inputs.map((input) => [input.batch, input.file]))
  const wanted = sql`wanted AS (SELECT unnest(from_json(${JSON.stringify(ids)}, '["VARCHAR"]')) AS record)`
  const parts: readonly Sql[] = tables.map((table) =>
    constant(
      `SELECT ${table.id} AS record, '${table.name}' AS source, ${table.time} AS moment, ${table.operation} AS operation,
        ${table.mailbox} AS mailbox, ${table.actor} AS actor, ${table.ip} AS ip, ${table.client} AS client, batch, line
      FROM ${table.name} WHERE ${table.id} IN (SELECT record FROM wanted)`,
    ),
  )
  const rows = await ask(
    engine,
    sql`WITH ${wanted} ${join(parts, ' UNION ALL ')} ORDER BY moment, record, source`,
  )
  return rows.map((row) => ({
    id: textOf(row.record),
    table: textOf(row.source),
    time: textOrNull(row.moment),
    operation: textOf(row.operation),
    mailbox: textOrNull(row.mailbox),
    actor: textOrNull(row.actor),
    ip: textOrNull(row.ip),
    client: textOrNull(row.client),
    file: files.get(textOf(row.batch)) ?? textOf(row.batch),
    line: numberOrNull(row.line),
  }))
}
