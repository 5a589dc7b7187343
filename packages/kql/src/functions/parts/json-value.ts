/** SQL between scalars and dynamic (JSON). A dynamic null is NULL wherever this package makes one. */
import type { KustoType } from '../../plan/type.js'
import { type Fragment, sql } from '../../sql/fragment.js'
import { datetimeText, timespanText } from './ticks.js'

/** A value of any type as dynamic; NULL stays NULL. */
export function toJson(value: Fragment, type: KustoType): Fragment {
  switch (type) {
    case 'dynamic':
      return value
    case 'datetime':
      return sql`to_json(${datetimeText(value)})`
    case 'timespan':
      return sql`to_json(${timespanText(value)})`
    case 'guid':
      return sql`to_json((${value})::VARCHAR)`
    case 'real':
      // JSON has no NaN: Kusto writes it as text.
      return sql`CASE WHEN isfinite(${value}) THEN to_json(${value}) WHEN ${value} IS NOT NULL THEN to_json(${nonFinite(value)}) END`
    default:
      return sql`to_json(${value})`
  }
}

const nonFinite = (value: Fragment): Fragment =>
  sql`CASE WHEN isnan(${value}) THEN 'NaN' WHEN ${value} > 0 THEN 'Infinity' ELSE '-Infinity' END`

/** As an item of an array or bag, where null is written `null`. */
export const toJsonItem = (value: Fragment, type: KustoType): Fragment =>
  sql`coalesce(${toJson(value, type)}, 'null'::JSON)`

/** A dynamic that may hold the JSON word null: that is NULL to Kusto. */
export const withoutNull = (value: Fragment): Fragment => sql`nullif(${value}, 'null'::JSON)`

/** The items of a dynamic array as a list; an empty list for anything else. */
export const items = (array: Fragment): Fragment => sql`coalesce(json_extract(${array}, '$[*]')::JSON[], [])`

/** The items as text, strings without quotes, null as NULL. */
export const itemTexts = (array: Fragment): Fragment => sql`json_extract_string(${array}, '$[*]')::VARCHAR[]`

export const isArrayJson = (value: Fragment): Fragment => sql`json_type(${value}) = 'ARRAY'`
export const isBagJson = (value: Fragment): Fragment => sql`json_type(${value}) = 'OBJECT'`

/** Text of a dynamic: a string is itself, a container its compact JSON, null is empty. */
export const jsonText = (value: Fragment): Fragment => sql`coalesce(json_extract_string(${value}, '$'), '')`
