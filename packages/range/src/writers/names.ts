/** RecordType and UserType as the products that spell them out do. */
const recordTypes: Readonly<Record<number, string>> = {
  1: 'ExchangeAdmin',
  2: 'ExchangeItem',
  3: 'ExchangeItemGroup',
  8: 'AzureActiveDirectory',
  15: 'AzureActiveDirectoryStsLogon',
  24: 'Discovery',
  50: 'ExchangeItemAggregated',
  101: 'ExchangeSearch',
  275: 'OWAAuth',
}

const userTypes = [
  'Regular',
  'Reserved',
  'Admin',
  'DcAdmin',
  'System',
  'Application',
  'ServicePrincipal',
] as const
const logonTypes = ['Owner', 'Admin', 'Delegated'] as const

export const recordTypeName = (value: unknown): string => recordTypes[Number(value)] ?? String(value)
export const userTypeName = (value: unknown): string => userTypes[Number(value)] ?? String(value)
export const logonTypeName = (value: unknown): string | undefined =>
  value === undefined ? undefined : (logonTypes[Number(value)] ?? String(value))
export const camelCase = (name: string): string =>
  /^[A-Z]{2,}[a-z]/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
