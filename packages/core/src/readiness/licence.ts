import type { Settings } from './settings.js'
import { type Document, documentsOf, listOf, member, wordOf } from './value.js'

/** Service plans that decide what is logged and how long it is kept, by id and by name. */
const planNames: Readonly<Record<string, string>> = {
  '2f442157-a11c-46b9-ae5b-6e39ff4e5849': 'M365_ADVANCED_AUDITING',
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d': 'AAD_PREMIUM',
  'eec0eb4f-6444-4f95-aba0-50c24d67f998': 'AAD_PREMIUM_P2',
  'efb87545-963c-4e0d-99df-69c6916d9eb0': 'EXCHANGE_S_ENTERPRISE',
  '9aaf7827-d63c-4b61-89c3-182f06f82e5c': 'EXCHANGE_S_STANDARD',
}

const statuses: Readonly<Record<string, boolean>> = {
  // Graph leaves the status out of a licence that gives what it sells.
  '': true,
  enabled: true,
  success: true,
  warning: true,
  pendingprovisioning: true,
  pendinginput: true,
  disabled: false,
  suspended: false,
  deleted: false,
  lockedout: false,
  error: false,
}

/** Whether a subscription or plan of that status gives what it sells; undefined for a status nobody knows. */
export const isInForce = (status: string): boolean | undefined => statuses[status.toLowerCase()]

/** A plan's name, by its id where the export has that. */
export const planName = (plan: Document): string =>
  planNames[wordOf(member(plan, 'servicePlanId')).toLowerCase()] ??
  wordOf(member(plan, 'servicePlanName')).toUpperCase()

/** Plans that every licence of the user has switched off; a licence that says nothing of it may still give the plan. */
function switchedOff(user: Document): readonly string[] {
  const [first = [], ...others] = documentsOf(member(user, 'assignedLicenses')).map((licence) =>
    (listOf(member(licence, 'disabledPlans'))?.items ?? []).map((id) => id.toLowerCase()),
  )
  return first.flatMap((id) => (others.every((other) => other.includes(id)) ? (planNames[id] ?? []) : []))
}

export interface Licence {
  readonly user: string
  /** Names of the service plans in force. */
  readonly plans: ReadonlySet<string>
  readonly disabled: ReadonlySet<string>
  readonly place: string
}

/** Service plans of each user, from Graph users (assignedPlans) or licenseDetails (servicePlans). */
export function licencesOf(settings: Settings): ReadonlyMap<string, Licence> {
  const found = new Map<string, Licence>()
  for (const kind of ['users', 'licenseDetails'])
    for (const setting of settings.of(kind)) {
      const user = (
        wordOf(member(setting.document, 'userPrincipalName', 'mail')) || setting.identity
      ).toLowerCase()
      // An answer of /users/{id}/licenseDetails does not say whose it is.
      if (!user.includes('@')) continue
      const plans = new Set(found.get(user)?.plans)
      const disabled = new Set(found.get(user)?.disabled)
      const listed = [
        ...documentsOf(member(setting.document, 'assignedPlans')),
        ...documentsOf(member(setting.document, 'servicePlans')),
      ]
      for (const plan of listed) {
        const name = planName(plan)
        const isOn = isInForce(wordOf(member(plan, 'capabilityStatus', 'provisioningStatus')))
        if (name && isOn !== undefined) (isOn ? plans : disabled).add(name)
      }
      const off = switchedOff(setting.document)
      for (const name of off) disabled.add(name)
      if (listed.length > 0 || off.length > 0)
        found.set(user, { user, plans, disabled, place: `${setting.file}:${setting.line}` })
    }
  return found
}

/** Days the unified audit log keeps Exchange records of a user: a year with Audit (Premium), else 180 days. */
export const defaultRetentionDays = (licence: Licence): number =>
  licence.plans.has('M365_ADVANCED_AUDITING') ? 365 : 180
