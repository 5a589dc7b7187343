import type { Check } from '../check.js'
import { actionsOf, mailboxAddress, placeOf, type Setting } from '../settings.js'

const hasSearch = (setting: Setting): boolean | undefined => {
  const actions = actionsOf(setting, 'AuditOwner', 'OwnerAuditActions')
  if (!actions) return undefined
  if (actions.items.some((action) => /^SearchQueryInitiated/i.test(action))) return true
  return actions.isTruncated ? undefined : false
}

/** SearchQueryInitiated stays opt-in: what an intruder searched for is logged only where somebody asked for it. */
export const searchOptIn: Check = {
  id: 'search-opt-in',
  title: 'Searches in mailboxes are logged',
  scuba: [],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    const mailboxes = settings.of('Get-Mailbox').map((setting) => ({ setting, has: hasSearch(setting) }))
    const without = mailboxes.filter(({ has }) => has === false)
    const [first] = without
    if (!first) return []
    return [
      {
        check: this.id,
        subject: 'mailbox-searches',
        verdict: without.length === mailboxes.length ? ('blind' as const) : ('partial' as const),
        basis: 'settings' as const,
        reason: `${without.length} of ${mailboxes.length} mailboxes do not log searches, for instance ${mailboxAddress(first.setting)} (${placeOf(first.setting)})`,
        fix: 'Set-Mailbox -Identity <mailbox> -AuditOwner @{Add="SearchQueryInitiated"}',
      },
    ]
  },
}
