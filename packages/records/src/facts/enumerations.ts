/**
 * Small enumerations of the audit schema, number to name, as the Management Activity API reference lists them
 * (https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema).
 */

export const userTypeNames: Readonly<Record<number, string>> = {
  0: 'Regular',
  1: 'Reserved',
  2: 'Admin',
  3: 'DcAdmin',
  4: 'System',
  5: 'Application',
  6: 'ServicePrincipal',
  7: 'CustomPolicy',
  8: 'SystemPolicy',
  9: 'PartnerTechnician',
  10: 'Guest',
  11: 'Agent',
}

export const logonTypeNames: Readonly<Record<number, string>> = {
  0: 'Owner',
  1: 'Admin',
  2: 'Delegated',
  3: 'Transport',
  4: 'SystemService',
  5: 'BestAccess',
  6: 'DelegatedAdmin',
}

/** Spellings that exports use beside the reference's own. */
const userTypeAliases = { member: 0, datacenteradmin: 3, dcadmin: 3, guestuser: 10 }
const logonTypeAliases = { delegate: 2, delegatedadmin: 6 }

const userTypes = /* @__PURE__ */ byName(userTypeNames, userTypeAliases)
const logonTypes = /* @__PURE__ */ byName(logonTypeNames, logonTypeAliases)

/** Number of a UserType given as number, digits or name; undefined when unknown. */
export function userTypeNumber(value: unknown): number | undefined {
  return numberOf(value, userTypes)
}

/** Number of a LogonType given as number, digits or name; undefined when unknown. */
export function logonTypeNumber(value: unknown): number | undefined {
  return numberOf(value, logonTypes)
}

function byName(
  names: Readonly<Record<number, string>>,
  aliases: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  const own = Object.entries(names).map(([number, name]) => [name.toLowerCase(), Number(number)] as const)
  return new Map([...Object.entries(aliases), ...own])
}

function numberOf(value: unknown, names: ReadonlyMap<string, number>): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return /^\d{1,3}$/.test(text) ? Number(text) : names.get(text.toLowerCase().replaceAll(' ', ''))
}
