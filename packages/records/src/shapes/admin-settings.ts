import { anySettings } from '../forms/settings.js'
import { settingsKindOf } from '../forms/settings-kinds.js'
import type { Shape } from '../shape.js'

/**
 * What administrators export about the tenant's own settings: Exchange and compliance cmdlets, Graph users and
 * licences, diagnostic settings, table retention, feed subscriptions. The kinds are a table of their own.
 */
export const adminSettings: Shape = {
  id: 'admin-settings',
  about: 'Settings exports: audit configuration, mailboxes, licences, retention; CSV or JSON',
  sniff(head) {
    const [first] = head.objects
    const object = first ?? Object.fromEntries(head.csvColumns.map((name) => [name, '']))
    if (Object.keys(object).length === 0)
      return { match: false, reason: 'no complete record in the first bytes' }
    return [object, ...head.objects.slice(1, 8)].some((candidate) => settingsKindOf(candidate))
      ? { match: true }
      : { match: false, reason: 'no known kind of settings object' }
  },
  open: () => (element) => anySettings(element, element.value),
}
