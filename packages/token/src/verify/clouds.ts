/** The three public Entra clouds as data. Source: Microsoft, "National clouds" (authentication endpoints). */

export interface Cloud {
  readonly loginHost: string
  /** What the v1 endpoint of this cloud puts before the tenant in `iss`. */
  readonly v1IssuerBase: string
  /** Other hosts of the cloud that its metadata may name for the key set. */
  readonly otherKeyHosts?: readonly string[]
  /** The `cloud_instance_name` its keys are published with. */
  readonly cloudInstanceName: string
}

export const clouds = {
  commercial: {
    loginHost: 'login.microsoftonline.com',
    v1IssuerBase: 'https://sts.windows.net/',
    cloudInstanceName: 'microsoftonline.com',
  },
  usgov: {
    loginHost: 'login.microsoftonline.us',
    v1IssuerBase: 'https://sts.windows.net/',
    cloudInstanceName: 'microsoftonline.us',
  },
  china: {
    loginHost: 'login.partner.microsoftonline.cn',
    v1IssuerBase: 'https://sts.chinacloudapi.cn/',
    otherKeyHosts: ['login.chinacloudapi.cn'],
    cloudInstanceName: 'partner.microsoftonline.cn',
  },
} as const satisfies Record<string, Cloud>

export type CloudName = keyof typeof clouds

/** The tenant all personal Microsoft accounts live in; Microsoft access-tokens, "Validate the issuer". */
export const consumerTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Lower case only: Entra writes it so, and a second spelling of a tenant is a second name for it. */
export const isGuid = (value: unknown): value is string => typeof value === 'string' && guid.test(value)
