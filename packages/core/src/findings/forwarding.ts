import type { Value } from '@bigyellowtaxi/lake'
import { inWindow } from '../scope.js'
import { textOf, textOrNull } from '../sql/row.js'
import { ask, constant, sql } from '../sql/statement.js'
import type { BuiltInRule, Draft, Judgement, Material } from './rule.js'

interface Channel {
  readonly rule: string
  readonly title: string
  readonly operations: readonly string[]
  /** Parameters, or properties of UpdateInboxRules, that hold addresses mail is sent on to. */
  readonly fields: readonly string[]
}

const channels: readonly Channel[] = [
  {
    rule: 'RUL-01',
    title: 'Inbox rule sends mail outside the organisation',
    operations: ['New-InboxRule', 'Set-InboxRule', 'Enable-InboxRule', 'UpdateInboxRules'],
    fields: ['ForwardTo', 'RedirectTo', 'ForwardAsAttachmentTo', 'RuleActions'],
  },
  {
    rule: 'RUL-04',
    title: 'Mailbox forwards outside the organisation',
    operations: ['Set-Mailbox'],
    fields: ['ForwardingSmtpAddress', 'ForwardingAddress'],
  },
  {
    rule: 'RUL-05',
    title: 'Transport rule copies or redirects mail outside the organisation',
    operations: ['New-TransportRule', 'Set-TransportRule'],
    fields: ['BlindCopyTo', 'RedirectMessageTo', 'CopyTo', 'AddToRecipients'],
  },
]

const address = /[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)/g

/** Addresses in a parameter's text whose domain no mailbox of the tenant has. */
export const externalAddresses = (text: string, domains: ReadonlySet<string>): readonly string[] =>
  [
    ...new Set(
      [...text.matchAll(address)]
        .filter((match) => !domains.has((match[1] ?? '').toLowerCase()))
        .map((match) => match[0].toLowerCase()),
    ),
  ].sort()

const textsIn = (value: Value | undefined, fields: readonly string[]): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? fields
        .map((field) => (value as Record<string, Value>)[field])
        .filter((text): text is string => typeof text === 'string')
    : []

async function domainsOf({ engine }: Material): Promise<ReadonlySet<string>> {
  const rows = await ask(
    engine,
    sql`SELECT DISTINCT regexp_extract(name, '@(.+)$', 1) AS domain FROM (
      SELECT Mailbox AS name FROM audit UNION ALL SELECT Actor FROM audit WHERE Actor NOT LIKE '%#ext#%' AND UserType IN (0, 2))
    WHERE name LIKE '%@%' ORDER BY domain`,
  )
  return new Set(rows.map((row) => textOf(row.domain)))
}

async function draftsOf(channel: Channel, material: Material): Promise<readonly Draft[]> {
  const domains = await domainsOf(material)
  const operations = constant(`Operation IN (${channel.operations.map((name) => `'${name}'`).join(', ')})`)
  const rows = await ask(
    material.engine,
    sql`SELECT Id AS record, CreationTime AS moment, Operation AS operation, Actor AS actor, Mailbox AS mailbox, ObjectId AS object, IP AS ip,
      SessionId AS session, Parameters AS parameters, OperationProperties AS properties
    FROM audit WHERE ${operations} AND coalesce(lower(ResultStatus), 'true') NOT IN ('false', 'failed')
      AND ${inWindow(material.answer.question.scope)} ORDER BY moment, record`,
  )
  return rows.flatMap((row) => {
    const texts = [...textsIn(row.parameters, channel.fields), ...textsIn(row.properties, channel.fields)]
    const targets = [...new Set(texts.flatMap((text) => externalAddresses(text, domains)))].sort()
    if (targets.length === 0) return []
    const owner =
      textOrNull(row.mailbox) ??
      ownerIn(textsIn(row.parameters, ['Mailbox', 'Identity'])[0]) ??
      textOf(row.actor)
    const isTenantWide = channel.rule === 'RUL-05'
    return [
      {
        subject: `${owner}|${targets.join(',')}|${textOf(row.operation)}`,
        entities: {
          mailbox: isTenantWide ? [] : [owner],
          account: [textOf(row.actor)],
          ip: textOrNull(row.ip) ? [textOf(row.ip)] : [],
          session: textOrNull(row.session) ? [textOf(row.session)] : [],
        },
        mailboxes: isTenantWide ? [] : [owner],
        evidence: [textOf(row.record)],
        reasons: [
          `${textOf(row.operation)} by ${textOf(row.actor)} from ${textOrNull(row.ip) ?? '(no address recorded)'} sends mail to ${targets.join(', ')}`,
          `no mailbox of the tenant has that domain (${domains.size} known); every message received since is presumed copied`,
        ],
        first: textOf(row.moment),
        last: textOf(row.moment),
      },
    ]
  })
}

const ownerIn = (identity: string | undefined): string | undefined => {
  const name = identity?.split(/[\\/]/)[0]?.toLowerCase()
  return name?.includes('@') ? name : undefined
}

/** One finding a mailbox, target and command, however often the command was repeated. */
export function mergeDrafts(drafts: readonly Draft[]): readonly Draft[] {
  const merged = new Map<string, Draft>()
  for (const draft of drafts) {
    const before = merged.get(draft.subject)
    merged.set(
      draft.subject,
      before ? { ...before, evidence: [...before.evidence, ...draft.evidence], last: draft.last } : draft,
    )
  }
  return [...merged.values()]
}

export const forwarding: readonly BuiltInRule[] = channels.map((channel) => ({
  id: channel.rule,
  version: '1.0.0',
  title: channel.title,
  severity: 'High',
  points: 35,
  techniques: ['T1114.003'],
  tactics: ['Collection', 'Exfiltration'],
  judge: async (material: Material): Promise<Judgement> => ({
    drafts: mergeDrafts(await draftsOf(channel, material)),
    gaps: [],
  }),
}))
