import type { KeyCheck } from '../check.js'
import { consumerTenant } from '../clouds.js'

export const tenant: KeyCheck = {
  id: 'tenant',
  code: 'TOK405',
  stage: 'claims',
  title: 'the tenant is served here',
  clause: 'Microsoft claims-validation, "Validate the tenant"',
  applies: (policy) => policy.tenants !== undefined,
  judge: ({ token: { payload }, policy: { tenants, authority } }) => {
    const own = payload.tid ?? authority.tenant
    const served = tenants === 'organizations' ? own !== consumerTenant : tenants?.has(String(own)) === true
    return served ? undefined : 'the tenant is not served here'
  },
}
