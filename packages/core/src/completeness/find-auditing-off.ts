import type { Facts, SettingChange } from './facts.js'
import type { Gap } from './gap.js'

const fixes: Readonly<Record<SettingChange['what'], string>> = {
  ingestion: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
  organization: 'Set-OrganizationConfig -AuditDisabled $false',
  bypass: 'Set-MailboxAuditBypassAssociation -AuditBypassEnabled $false',
  mailbox: 'Set-Mailbox -AuditEnabled $true -DefaultAuditSet Admin,Delegate,Owner',
}

/** Compares as Exchange names people: address, alias or display path, without case. */
const isAbout = (subject: string, mailbox: string): boolean => {
  const said = subject.toLowerCase()
  return (
    said === mailbox || said === mailbox.split('@')[0] || said.split(/[\\/]/).at(-1) === mailbox.split('@')[0]
  )
}

/**
 * From a recorded switch-off until the recorded switch-on of the same thing, or until the log's end. A bypassed
 * account leaves no trace in any mailbox; one mailbox's own setting concerns that mailbox, and all of them when
 * its name in the record matches none we know.
 */
export function findAuditingOff({ settings, mailboxes }: Facts): readonly Gap[] {
  const gaps: Gap[] = []
  const ordered = [...settings].sort((a, b) => (a.at + a.record < b.at + b.record ? -1 : 1))
  for (const [i, change] of ordered.entries()) {
    if (change.on) continue
    const isSame = (other: SettingChange): boolean =>
      other.tenant === change.tenant && other.what === change.what && other.subject === change.subject
    if (ordered.slice(0, i).findLast(isSame)?.on === false) continue
    const restored = ordered.slice(i + 1).find((other) => isSame(other) && other.on)
    const { subject } = change
    const concerned =
      change.what === 'mailbox' && subject !== null
        ? mailboxes.filter((one) => one.tenant === change.tenant && isAbout(subject, one.mailbox))
        : []
    for (const mailbox of concerned.length > 0 ? concerned.map((one) => one.mailbox) : [null])
      gaps.push({
        kind: 'auditing-off',
        tenant: change.tenant,
        mailbox,
        from: change.at,
        to: restored?.at ?? null,
        evidence: [change.record, ...(restored ? [restored.record] : [])],
        reason: `${change.detail} at ${change.at}${restored ? `, undone at ${restored.at}` : ', never undone in this log'}`,
        fix: fixes[change.what],
      })
  }
  return gaps
}
