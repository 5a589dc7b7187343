import type { Check } from '../check.js'
import { placeOf, type Settings } from '../settings.js'
import { flagOf, member, wordOf } from '../value.js'
import type { Unlogged } from '../verdict.js'

export type ScubaTopic = 'unified audit logging' | 'mailbox auditing' | 'keeping audit logs for a year'

interface Policy {
  readonly about: ScubaTopic
  readonly fix: string
  /** What is not written where it fails; nothing where records are only kept too short. */
  readonly unlogged?: Unlogged
}

const unified: Policy = {
  unlogged: 'unified-audit',
  about: 'unified audit logging',
  fix: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true (Exchange Online PowerShell; takes up to an hour)',
}

const retention: Policy = {
  about: 'keeping audit logs for a year',
  fix: 'New-UnifiedAuditLogRetentionPolicy with twelve months or more (Audit Premium), or a workspace that keeps them',
}

/** Policies of ScubaGear's result that speak of logging, and what they speak of. */
const policies: Readonly<Record<string, Policy>> = {
  'MS.SECURITYSUITE.5.1': unified,
  'MS.EXO.17.1': unified,
  'MS.DEFENDER.6.1': unified,
  'MS.SECURITYSUITE.5.2': retention,
  'MS.EXO.17.3': retention,
  'MS.DEFENDER.6.3': retention,
  'MS.EXO.13.1': {
    about: 'mailbox auditing',
    fix: 'Set-OrganizationConfig -AuditDisabled $false',
    unlogged: 'everything',
  },
}

interface ScubaResult {
  readonly topic: ScubaTopic
  readonly policy: Policy
  readonly met: boolean
  readonly reason: string
}

/** What ScubaGear found of logging; what it could not test, or left out, says nothing. */
export function scubaResults(settings: Settings): readonly ScubaResult[] {
  return settings.of('ScubaGear').flatMap((setting): readonly ScubaResult[] => {
    const id = wordOf(member(setting.document, 'PolicyId', 'Control ID'))
      .toUpperCase()
      .replace(/v\d+$/i, '')
    const policy = policies[id]
    const result = wordOf(member(setting.document, 'Result'))
    const met =
      flagOf(member(setting.document, 'RequirementMet')) ??
      (/^pass/i.test(result) ? true : /^fail/i.test(result) ? false : undefined)
    if (!policy || met === undefined) return []
    const reason = `ScubaGear ${id}: ${policy.about} ${met ? 'is' : 'is not'} in place (${placeOf(setting)})`
    return [{ topic: policy.about, policy, met, reason }]
  })
}

/** Results of CISA's ScubaGear where they hold the same facts. */
export const scubaGear: Check = {
  id: 'scuba-gear',
  title: "ScubaGear's logging policies are met",
  scuba: [
    ...['MS.SECURITYSUITE.5.1v1', 'MS.SECURITYSUITE.5.2v1', 'MS.EXO.13.1v1'],
    ...['MS.EXO.17.1v1', 'MS.EXO.17.3v1', 'MS.DEFENDER.6.1v1', 'MS.DEFENDER.6.3v1'],
  ],
  advice: ['enable-unified-audit'],
  decides: false,
  judge({ settings }) {
    return scubaResults(settings).map(({ policy, met, reason }) => ({
      check: this.id,
      subject: 'tenant',
      verdict: met ? ('complete' as const) : policy.unlogged ? ('blind' as const) : ('partial' as const),
      basis: 'settings' as const,
      reason,
      ...(met ? {} : { fix: policy.fix }),
      ...(met || !policy.unlogged ? {} : { unlogged: [policy.unlogged] }),
    }))
  },
}
