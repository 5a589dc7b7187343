import type { SettingChange } from '../completeness/facts.js'
import type { BuiltInRule, Judgement, Material } from './rule.js'

interface Kind {
  readonly what: SettingChange['what']
  readonly id: string
  readonly title: string
}

const kinds: readonly Kind[] = [
  { what: 'ingestion', id: 'AUD-01', title: 'Unified audit log ingestion switched off' },
  { what: 'organization', id: 'AUD-02', title: 'Mailbox auditing of the organisation switched off' },
  { what: 'bypass', id: 'AUD-03', title: 'Account exempted from mailbox auditing' },
  { what: 'mailbox', id: 'AUD-04', title: 'Auditing of a mailbox reduced' },
]

function judgeKind(kind: Kind, { answer }: Material): Judgement {
  const { scope } = answer.question
  const changes = answer.facts.settings.filter(
    (change) =>
      change.what === kind.what &&
      !change.on &&
      (scope.from === null || change.at >= scope.from) &&
      (scope.to === null || change.at < scope.to),
  )
  return {
    drafts: changes.map((change) => ({
      subject: change.record,
      entities: change.subject?.includes('@') ? { mailbox: [change.subject] } : {},
      mailboxes: change.subject?.includes('@') ? [change.subject] : [],
      evidence: [change.record],
      reasons: [`${change.detail} at ${change.at}`, 'what happened since may have left no record'],
      first: change.at,
      last: change.at,
    })),
    gaps: [],
  }
}

export const auditingOff: readonly BuiltInRule[] = kinds.map((kind) => ({
  id: kind.id,
  version: '1.0.0',
  title: kind.title,
  severity: 'High',
  points: 40,
  techniques: ['T1562.008'],
  tactics: ['DefenseEvasion'],
  judge: async (material: Material): Promise<Judgement> => judgeKind(kind, material),
}))
