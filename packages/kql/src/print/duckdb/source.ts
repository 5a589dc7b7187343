/** Engine columns and JSON values read as KQL values. */
import type { NativeFunction } from '../../functions/entry.js'
import { scalarFunctions } from '../../functions/registry.js'
import { UNIX_EPOCH_TICKS } from '../../plan/type.js'
import type { EngineColumnType, KustoType } from '../../schema.js'
import { bigint, type Fragment, sql, text } from '../../sql/fragment.js'

const TICKS_OF_1970_US = 62_135_596_800_000_000n

/** Where the native functions that a conversion calls are noted. */
export type Natives = Map<string, NativeFunction>

/** A TIMESTAMP as ticks. */
export const ticksOf = (time: Fragment): Fragment =>
  sql`((epoch_us(${time}) + ${text(String(TICKS_OF_1970_US))}::BIGINT) * 10)`

/** The microseconds on both sides of a point in ticks, as TIMESTAMPs; one and the same where it is whole. */
export function aroundTicks(ticks: bigint): { readonly from: Fragment; readonly to: Fragment } {
  const since = ticks - UNIX_EPOCH_TICKS
  const below = since / 10n - (since % 10n < 0n ? 1n : 0n)
  const above = since % 10n === 0n ? below : below + 1n
  return { from: sql`make_timestamp(${bigint(below)})`, to: sql`make_timestamp(${bigint(above)})` }
}

/** The text at a path: a string without its quotes, a container's JSON; NULL where there is nothing. */
export const textAt = (json: Fragment, path: string): Fragment =>
  sql`json_extract_string(${json}, ${text(path)})`

/** The value at a path of JSON (or of its text), as KQL converts a dynamic value. */
export function fromValueAt(json: Fragment, path: string, type: KustoType, natives: Natives): Fragment {
  if (type === 'string') return textAt(json, path)
  const value = path === '$' ? sql`(${json})::JSON` : sql`json_extract(${json}, ${text(path)})`
  const dynamic = sql`nullif(${value}, 'null'::JSON)`
  return converted(dynamic, 'dynamic', type, natives)
}

const wholeNumbers: readonly KustoType[] = ['int', 'long', 'real']

/**
 * A typed column that holds what a JSON document has at a path, as the value at that path would be read;
 * undefined where the column cannot tell, so that the document has to.
 */
export function fromKnown(
  column: Fragment,
  held: EngineColumnType,
  type: KustoType,
  natives: Natives,
): Fragment | undefined {
  if (held === 'text') {
    if (type === 'string') return column
    if (type === 'dynamic') return sql`to_json(nullif(${column}, ''))`
    return converted(sql`coalesce(${column}, '')`, 'string', type, natives)
  }
  if (held !== 'int' && held !== 'long' && held !== 'bool') return undefined
  if (type === 'string') return sql`(${column})::VARCHAR`
  if (type === 'dynamic') return sql`to_json(${column})`
  if (held === 'bool') return type === 'bool' ? column : undefined
  return wholeNumbers.includes(type) ? converted(column, held, type, natives) : undefined
}

/** A value of one KQL type as another, by the conversion function KQL itself has. */
function converted(value: Fragment, from: KustoType, to: KustoType, natives: Natives): Fragment {
  if (from === to) return value
  const name = to === 'dynamic' ? '_to_dynamic' : `to${to}`
  const row = scalarFunctions.get(name)
  if (!row?.sql) throw new Error(`no conversion ${name}`)
  for (const native of row.natives ?? []) natives.set(native.name, native)
  return row.sql.duckdb([value], { types: [from], type: to, args: [] })
}

export const toText = (value: Fragment, type: KustoType, natives: Natives): Fragment =>
  converted(value, type, 'string', natives)

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
