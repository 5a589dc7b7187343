import { appRows, tenantRows } from './generated/app-ids.js'

export interface KnownApp {
  readonly name: string
  readonly ownerTenant: string
  /** Tags of public lists of abused applications; empty for Microsoft's own. Context for triage, not a verdict. */
  readonly tags: readonly string[]
}

/** Applications by lower-case application id. */
export const knownApps: ReadonlyMap<string, KnownApp> = /* @__PURE__ */ new Map(
  appRows.map(([id, name, ownerTenant, tags]) => [
    id.toLowerCase(),
    { name, ownerTenant, tags: tags ? tags.split(' ') : [] },
  ]),
)

/** Tenants of Microsoft's own applications by tenant id. */
export const microsoftTenants: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(tenantRows)
