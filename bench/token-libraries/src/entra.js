/** The hardening half of the recipes: our package, told the same as the library beside it. */
import { createEntraCheck, createEntraVerifier } from '../../../packages/token/dist/index.js'

const policy = ({ profile }) => ({
  tenants: profile.tenants,
  audiences: [profile.audience],
  clients: profile.clients,
  scopes: profile.scopes,
  roles: profile.roles,
  versions: profile.versions,
})

export const entraCheck = (setup) => createEntraCheck(policy(setup))
export const entraVerifier = (setup) => createEntraVerifier(policy(setup))

export const keysUrl = 'https://login.microsoftonline.com/common/discovery/v2.0/keys'
export const issuers = (tenants) =>
  tenants.flatMap((tenant) => [
    `https://login.microsoftonline.com/${tenant}/v2.0`,
    `https://sts.windows.net/${tenant}/`,
  ])
export const v2Issuers = (tenants) =>
  tenants.map((tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`)
