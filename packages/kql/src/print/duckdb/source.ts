/** Engine columns and JSON values read as KQL values. */
import type { NativeFunction } from '../../functions/entry.js'
import { scalarFunctions } from '../../functions/registry.js'
import type { EngineColumnType, KustoType } from '../../schema.js'
import { type Fragment, sql, text } from '../../sql/fragment.js'

const TICKS_OF_1970_US = 62_135_596_800_000_000n

/** Where the native functions that a conversion calls are noted. */
export type Natives = Map<string, NativeFunction>

/** A TIMESTAMP as ticks. */
export const ticksOf = (time: Fragment): Fragment =>
  sql`((epoch_us(${time}) + ${text(String(TICKS_OF_1970_US))}::BIGINT) * 10)`

const path = (steps: readonly string[]): Fragment =>
  text(
    `$${steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `."${step.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)).join('')}`,
  )

export const jsonAt = (document: Fragment, steps: readonly string[]): Fragment =>
  steps.length === 0 ? sql`(${document})::JSON` : sql`json_extract(${document}, ${path(steps)})`

/** A value of one KQL type as another, by the conversion function KQL itself has. */
function converted(value: Fragment, from: KustoType, to: KustoType, natives: Natives): Fragment {
  if (from === to) return value
  const name = to === 'dynamic' ? '_to_dynamic' : `to${to}`
  const row = scalarFunctions.get(name)
  if (!row?.sql) throw new Error(`no conversion ${name}`)
  for (const native of row.natives ?? []) natives.set(native.name, native)
  return row.sql.duckdb([value], { types: [from], type: to, args: [] })
}

const kqlTypes: Readonly<Record<EngineColumnType, KustoType>> = {
  text: 'string',
  int: 'int',
  long: 'long',
  real: 'real',
  bool: 'bool',
  time: 'datetime',
  json: 'dynamic',
  map: 'dynamic',
  list: 'dynamic',
}

export function fromColumn(
  column: Fragment,
  held: EngineColumnType,
  type: KustoType,
  natives: Natives,
): Fragment {
  if (held === 'time') return converted(ticksOf(column), 'datetime', type, natives)
  if (held === 'map' || held === 'list') return converted(sql`to_json(${column})`, 'dynamic', type, natives)
  if (held === 'json') return fromJson(sql`(${column})::JSON`, type, natives)
  // Text in a dynamic column holds JSON where it parses, else it is a string value.
  if (held === 'text' && type === 'dynamic')
    return sql`nullif(coalesce(TRY_CAST(nullif(${column}, '') AS JSON), to_json(nullif(${column}, ''))), 'null'::JSON)`
  return converted(column, kqlTypes[held], type, natives)
}

export function fromJson(json: Fragment, type: KustoType, natives: Natives): Fragment {
  if (type === 'dynamic') return sql`nullif(${json}, 'null'::JSON)`
  if (type === 'string') return sql`json_extract_string(${json}, '$')`
  return converted(sql`coalesce(json_extract_string(${json}, '$'), '')`, 'string', type, natives)
}
