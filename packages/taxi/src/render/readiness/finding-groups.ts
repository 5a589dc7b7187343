import type { ReadinessFinding } from '@bigyellowtaxi/core'

/** Findings that say the same of many mailboxes, as one. */
export interface FindingGroup {
  readonly finding: ReadinessFinding
  readonly subjects: readonly string[]
  /** What was seen, in the words of one of them. */
  readonly reason: string
  /** What mends it; of many, with `<mailbox>` in the place of the name. */
  readonly fix: string
}

const shapeOf = (text: string, subject: string): string =>
  text
    .replaceAll(subject, '<mailbox>')
    .replace(/\([^()]*:\d+\)/g, '')
    .replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z?)?/g, '<time>')
    .replace(/\d+/g, 'n')

/** Groups by check, kind and wording; the order is that of each group's first finding. */
export function groupFindings(findings: readonly ReadinessFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, ReadinessFinding[]>()
  for (const finding of findings) {
    const key = [finding.check, finding.kind, shapeOf(finding.reason, finding.subject)].join('\n')
    const known = groups.get(key)
    if (known) known.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].flatMap((all) => {
    const [finding] = all
    if (!finding) return []
    const isMany = all.length > 1
    return [
      {
        finding,
        subjects: all.map((one) => one.subject),
        reason: isMany ? `for instance: ${finding.reason}` : finding.reason,
        fix: isMany ? finding.fix.replaceAll(finding.subject, '<mailbox>') : finding.fix,
      },
    ]
  })
}

/** Whom a group is about, in few words. */
export const subjectsText = ({ subjects }: FindingGroup): string =>
  subjects.length === 1 ? (subjects[0] ?? '') : `${subjects.length} mailboxes`
