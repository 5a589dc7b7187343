import { accepts, type ControlCase } from '../case.js'
import { b2c, china, delegated, delegatedV1, external, gov, personal } from '../shapes.js'

/** Other clouds, personal accounts, customer directories, applications with keys of their own. */
export const authorityControls: readonly ControlCase[] = [
  accepts('PC-21', 'with-personal', 'a personal account where they are allowed', (forge) => ({
    token: forge.sign({ key: 'consumer1', claims: personal(forge) }),
  })),
  accepts('PC-22', 'with-personal', 'a work account where personal ones are allowed too', (forge) => ({
    token: forge.sign({ claims: delegated(forge) }),
  })),
  accepts('PC-23', 'personal-only', 'a personal account where only they are served', (forge) => ({
    token: forge.sign({ key: 'consumer1', claims: personal(forge) }),
  })),
  accepts('PC-24', 'usgov', 'US Government, v2', (forge) => ({
    token: forge.sign({ key: 'govOwn', claims: gov(forge) }),
  })),
  accepts('PC-25', 'usgov', 'US Government, v1', (forge) => ({
    token: forge.sign({ key: 'govOwn', claims: delegatedV1(forge, { tid: forge.world.tenants.gov }) }),
  })),
  accepts('PC-26', 'china', 'China, v2', (forge) => ({
    token: forge.sign({ key: 'china', claims: china(forge) }),
  })),
  accepts('PC-27', 'china', 'China, v1', (forge) => {
    const tid = forge.world.tenants.china
    const claims = delegatedV1(forge, { tid, iss: `https://sts.chinacloudapi.cn/${tid}/` })
    return { token: forge.sign({ key: 'china', claims }) }
  }),
  accepts('PC-28', 'external-id', 'Entra External ID', (forge) => ({
    token: forge.sign({ key: 'external', claims: external(forge) }),
  })),
  accepts('PC-29', 'b2c', 'Azure AD B2C', (forge) => ({
    token: forge.sign({ key: 'b2c', claims: b2c(forge) }),
  })),
  accepts('PC-30', 'custom-key', 'an application that signs with a key of its own', (forge) => ({
    token: forge.sign({ key: 'customSigning', claims: delegated(forge) }),
  })),
]
