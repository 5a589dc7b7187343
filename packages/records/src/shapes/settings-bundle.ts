import { isObject } from '../fields/json-text.js'
import { derivedId } from '../fields/row-id.js'
import { withDoc } from '../forms/made.js'
import { anySettings } from '../forms/settings.js'
import { settingsKindOf } from '../forms/settings-kinds.js'
import type { JsonObject, Read, Shape } from '../shape.js'

/**
 * One JSON object with the settings of a whole tenant, a list per command: ScubaGear's ProviderSettingsExport and
 * ScubaResults, Goose collections. Lists of known kinds become records of their own; the bundle's own description
 * (tool, tenant, date) is kept as one more.
 */
export const settingsBundle: Shape = {
  id: 'settings-bundle',
  about: 'ScubaGear / Goose bundles of settings, JSON',
  sniff(head) {
    const bundle = head.objects.find(isBundle)
    return bundle ? { match: true } : { match: false, reason: 'no lists of known settings objects' }
  },
  open: () => (element) => {
    if (!isBundle(element.value)) return undefined
    const reads: Read[] = []
    const rest: Record<string, unknown> = {}
    for (const [key, value] of listsOf(element.value)) {
      const known = value.filter(isObject).filter((item) => settingsKindOf(item))
      for (const item of known) reads.push(...(anySettings(element, item) ?? []))
      if (known.length < value.length) rest[key] = value
    }
    for (const [key, value] of Object.entries(element.value)) if (!Array.isArray(value)) rest[key] = value
    const tenant = tenantOf(element.value)
    const bundle = {
      ...rest,
      Kind: 'ScubaGear bundle',
      Identity: tenant ?? '',
      OrganizationId: tenant,
      ConfigId: `bundle/${derivedId(JSON.stringify(element.value))}`,
    }
    return [...reads, ...withDoc(element, 'config', bundle)]
  },
}

function isBundle(value: JsonObject): boolean {
  if (settingsKindOf(value)) return false
  return listsOf(value).some(([, list]) =>
    list.some((item) => isObject(item) && settingsKindOf(item) !== undefined),
  )
}

/** Lists directly in the object, and one level down (`Raw`, `Results` by product). */
function listsOf(value: JsonObject): readonly (readonly [string, readonly unknown[]])[] {
  const found: [string, readonly unknown[]][] = []
  for (const [key, entry] of Object.entries(value)) {
    if (Array.isArray(entry)) found.push([key, entry])
    else if (isObject(entry)) {
      if (settingsKindOf(entry)) found.push([key, [entry]])
      for (const [inner, list] of Object.entries(entry))
        if (Array.isArray(list)) found.push([`${key}.${inner}`, flatten(list)])
    }
  }
  return found
}

/** ScubaResults groups its controls: `Results.EXO[].Controls[]`. */
function flatten(list: readonly unknown[]): readonly unknown[] {
  return list.flatMap((item) => (isObject(item) && Array.isArray(item.Controls) ? item.Controls : [item]))
}

function tenantOf(value: JsonObject): string | undefined {
  const meta = isObject(value.MetaData) ? value.MetaData : value
  const given = meta.TenantId ?? meta.tenant_id ?? meta.TenantID
  return typeof given === 'string' ? given : undefined
}
