import type { Context } from '../access/context.js'
import type { LinkGroup } from '../link/link.js'
import { whyNotEvaluable } from '../link/summary.js'
import { readFirstReads } from './first-reads.js'
import { type BuiltInRule, type Draft, entitiesOf, type Judgement, type Material, wholeTime } from './rule.js'

/** Where most mailboxes have reads without a sign-in, sign-ins are missing from the export, not from the world. */
const brokenShare = 0.5
const enoughMailboxes = 5

const sum = (groups: readonly LinkGroup[]): number =>
  groups.reduce((total, group) => total + group.records, 0)

const list = (values: readonly string[]): string =>
  values.length > 3 ? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more` : values.join(', ')

/**
 * The same account read through the same client from the same network with a sign-in at another time: then one
 * sign-in is missing from the log rather than a stranger at work.
 */
function isFamiliar(context: Context, { links, contexts }: Material): boolean {
  return links.groups.some((group) => {
    const other = contexts.get(group.context)
    return (
      group.state === 'linked' &&
      other !== undefined &&
      other.actor === context.actor &&
      other.network !== null &&
      other.network === context.network &&
      other.client === context.client
    )
  })
}

function draftOf(mailbox: string, groups: readonly LinkGroup[], material: Material): Draft {
  const contexts = groups
    .map((group) => material.contexts.get(group.context))
    .filter((context): context is Context => context !== undefined)
  const interactive = material.links.groups.filter((group) => group.clientClass === 'interactive')
  const linked = sum(interactive.filter((group) => group.state === 'linked'))
  const actors = [...new Set(contexts.map((context) => context.actor ?? '?'))].sort()
  const addresses = [...new Set(contexts.map((context) => context.ip ?? '?'))].sort()
  const others = new Set(
    [...material.contexts.values()]
      .filter((one) => contexts.some((own) => own.network !== null && own.network === one.network))
      .flatMap((one) => one.mailboxes)
      .filter((other) => other !== mailbox),
  )
  const apps = [...new Set(contexts.map((one) => one.clientApp ?? one.app ?? '(none)'))].sort()
  const familiar = contexts.every((context) => isFamiliar(context, material))
  return {
    ...(familiar ? { weight: { severity: 'Low' as const, points: 15 } } : {}),
    subject: `${mailbox}|${actors.join(',')}`,
    entities: entitiesOf(contexts, [mailbox]),
    mailboxes: [mailbox],
    evidence: groups.flatMap((group) => group.evidence),
    reasons: [
      `${sum(groups)} read record(s) of ${mailbox} by ${list([...new Set(contexts.map((one) => one.client ?? '?'))].sort())} from ${list(addresses)} as ${list(actors)}: no sign-in by token id, session id, or account and address in the 28 hours before`,
      `${linked} of ${sum(interactive)} interactive read records at hand have a sign-in behind them`,
      ...(groups.some((group) => group.clientClass !== 'interactive')
        ? [
            'part of them by service REST that names a token: counted because its application never read this mailbox before',
          ]
        : []),
      ...(familiar
        ? [
            'the same account reads from the same network and client with sign-ins at other times: more likely a sign-in missing from the log',
          ]
        : []),
      `application ${list(apps)}; ${others.size} other mailbox(es) read from the same network`,
    ],
    first: groups.map((group) => group.first).sort()[0] ?? '',
    last:
      groups
        .map((group) => group.last)
        .sort()
        .at(-1) ?? '',
  }
}

/**
 * Service REST mostly has no sign-in and nothing follows from that. It is another matter where the record names a
 * token or session of a person, no sign-in knows it, and the application never read the mailbox before.
 */
async function strangeService({ engine, answer, links }: Material): Promise<readonly LinkGroup[]> {
  const candidates = links.groups.filter(
    (group) =>
      group.clientClass !== 'interactive' &&
      group.clientClass !== 'system' &&
      group.state === 'none' &&
      group.hasToken &&
      group.signer === 'person',
  )
  if (candidates.length === 0) return []
  const firsts = new Set((await readFirstReads(engine, answer.question)).flatMap((one) => one.contexts))
  return candidates.filter((group) => firsts.has(group.context))
}

async function judge(material: Material): Promise<Judgement> {
  const interactive = material.links.groups.filter((group) => group.clientClass === 'interactive')
  const none = interactive.filter((group) => group.state === 'none')
  const unknown = interactive.filter((group) => group.state === 'not-evaluable')
  const mailboxes = new Set(interactive.flatMap((group) => group.mailboxes))
  const affected = [...new Set(none.flatMap((group) => group.mailboxes))].sort()
  const gap = (reason: string, groups: readonly LinkGroup[]) => ({
    ...wholeTime(material),
    source: 'sign-ins-non-interactive' as const,
    about: reason,
    fix: 'export interactive and non-interactive sign-ins from 28 hours before the first read',
    mailboxes: [...new Set(groups.flatMap((group) => group.mailboxes))].sort(),
  })
  if (mailboxes.size >= enoughMailboxes && affected.length / mailboxes.size > brokenShare)
    return {
      drafts: [],
      gaps: [
        gap(
          `${affected.length} of ${mailboxes.size} mailboxes have reads without a sign-in: the sign-in log looks incomplete`,
          none,
        ),
      ],
    }
  const strangers = await strangeService(material)
  const suspects = [...new Set([...affected, ...strangers.flatMap((group) => group.mailboxes)])].sort()
  const seen = interactive.length > 0 ? [] : [gap('no interactive reads at hand', [])]
  return {
    drafts: suspects.map((mailbox) =>
      draftOf(
        mailbox,
        [...none, ...strangers].filter((group) => group.mailboxes.includes(mailbox)),
        material,
      ),
    ),
    gaps:
      unknown.length > 0
        ? [gap(`${sum(unknown)} read record(s): ${whyNotEvaluable(material.links)}`, unknown)]
        : seen,
  }
}

export const noSignIn: BuiltInRule = {
  id: 'MBX-03',
  version: '1.0.0',
  title: 'Mail read with no sign-in behind it',
  severity: 'High',
  points: 95,
  techniques: ['T1606', 'T1550.001', 'T1114.002'],
  tactics: ['CredentialAccess', 'Collection'],
  judge,
}
