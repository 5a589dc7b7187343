import { asimTableParsers } from './asim-tables.js'
import { auditEvent } from './audit-event.js'
import { authentication } from './authentication.js'
import type { KqlFunction } from './function.js'
import { userManagement } from './user-management.js'

const byName: ReadonlyMap<string, KqlFunction> = new Map(
  [authentication, auditEvent, userManagement, ...asimTableParsers].flatMap((it) =>
    it.names.map((name) => [name, it] as const),
  ),
)

/** A function every workspace has, by one of its names: ASIM's parsers, of what is ingested here and of Sentinel's own tables. */
export const kqlFunction = (name: string): KqlFunction | undefined => byName.get(name)
