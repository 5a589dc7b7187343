import { cellOf, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { isoTime } from '../fields/time.js'
import type { Element, JsonObject, Read } from '../shape.js'
import { withDoc } from './made.js'
import { type SettingsKind, settingsKindOf } from './settings-kinds.js'

/** A settings object as a `config` record: as it was exported, plus Kind, Identity and ConfigId. */
export function settingsRecord(element: Element, object: JsonObject, kind: SettingsKind): readonly Read[] {
  const Identity = kind.identity.map((name) => textOf(object, name)).find((text) => text !== '') ?? ''
  const OrganizationId = ['OrganizationId', 'tenantId', 'ExternalDirectoryOrganizationId']
    .map((name) => textOf(object, name))
    .find((text) => /^[0-9a-f-]{36}$/i.test(text))
  const collected = cellOf(object, 'CollectedAt')
  // One object has no other dates beside it that would say whether 3/4 is in March or in April.
  const CollectedAt = /^\d+\/\d+\//.test(String(collected)) ? undefined : isoTime(collected)
  // The same object exported twice with other settings is two records: the change is the evidence.
  const ConfigId = `${kind.kind}/${Identity.toLowerCase()}/${derivedId(JSON.stringify(object)).slice(7, 23)}`
  const { OrganizationId: _, ...rest } = object
  const doc = { ...rest, Kind: kind.kind, Identity, ConfigId, OrganizationId, CollectedAt }
  return withDoc(element, 'config', doc)
}

/** A settings object of any known kind; undefined when it is none. */
export function anySettings(element: Element, object: JsonObject): readonly Read[] | undefined {
  const kind = settingsKindOf(object)
  return kind && settingsRecord(element, object, kind)
}
