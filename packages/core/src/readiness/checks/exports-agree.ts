import type { Check } from '../check.js'
import { flagAcross, placeOf, type Settings } from '../settings.js'
import type { Judgement } from '../verdict.js'
import { type ScubaTopic, scubaResults } from './scuba-gear.js'

interface Statement {
  readonly isOn: boolean
  readonly reason: string
}

function said(settings: Settings, kind: string, name: string, bad: boolean): readonly Statement[] {
  const found = flagAcross(settings, kind, name, bad)
  return found
    ? [
        {
          isOn: found.value !== bad,
          reason: `${kind}: ${name} is ${found.value} (${placeOf(found.setting)})`,
        },
      ]
    : []
}

const ofScuba = (settings: Settings, topic: ScubaTopic): readonly Statement[] =>
  scubaResults(settings)
    .filter((result) => result.topic === topic)
    .map(({ met, reason }) => ({ isOn: met, reason }))

/** Facts that several commands and tools state, and pairs of switches of which one is worth nothing without the other. */
function topics(settings: Settings): readonly (readonly Statement[])[] {
  const ingestion = said(settings, 'Get-AdminAuditLogConfig', 'UnifiedAuditLogIngestionEnabled', false)
  const mailboxes = said(settings, 'Get-OrganizationConfig', 'AuditDisabled', true)
  return [
    [...ingestion, ...ofScuba(settings, 'unified audit logging')],
    [...mailboxes, ...ofScuba(settings, 'mailbox auditing')],
    [...mailboxes, ...ingestion],
  ]
}

/** Exports that say opposite things: one of them is old, of another tenant, or somebody reached only one of two switches. */
export const exportsAgree: Check = {
  id: 'exports-agree',
  title: 'Exports do not contradict each other',
  scuba: ['MS.SECURITYSUITE.5.1v1', 'MS.EXO.13.1v1', 'MS.EXO.17.1v1', 'MS.DEFENDER.6.1v1'],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ settings }) {
    return topics(settings).flatMap((statements): readonly Judgement[] => {
      const on = statements.find(({ isOn }) => isOn)
      const off = statements.find(({ isOn }) => !isOn)
      if (!on || !off) return []
      return [
        {
          check: this.id,
          subject: 'tenant',
          verdict: 'partial',
          basis: 'settings',
          reason: `${on.reason}; yet ${off.reason}`,
          fix: 'export both again on one day; switch on what is off',
          isContradiction: true,
          isAside: true,
        },
      ]
    })
  },
}
