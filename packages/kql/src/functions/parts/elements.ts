/** The elements mv-expand makes of a dynamic value, as a list of the engine. */
import type { Expanding } from '../../plan/relation.js'
import { type Fragment, sql, text } from '../../sql/fragment.js'
import { enginePath, isPointer } from './engine-path.js'

type Pair = (key: Fragment, value: Fragment) => Fragment

/** What a property of a bag becomes, by the call that expands it. */
export const pairs: Readonly<Record<Expanding, Pair>> = {
  _items: (key, value) => sql`json_array(${key}, ${value})`,
  _bag_items: (key, value) => sql`json_object(${key}, ${value})`,
}

export const isExpanding = (name: string): name is Expanding => Object.hasOwn(pairs, name)

/** NULL of null; one element of what is neither an array nor a bag. */
export function elements(d: Fragment, pair: Pair): Fragment {
  const member = sql`json_extract(${d}, '/' || replace(replace(k, '~', '~0'), '/', '~1'))`
  // JSON that begins like an array is one: most are, and need not be read through to know.
  return sql`CASE WHEN starts_with((${d})::VARCHAR, '[') THEN json_extract(${d}, '$[*]')::JSON[] ELSE CASE json_type(${d}) WHEN 'ARRAY' THEN json_extract(${d}, '$[*]')::JSON[] WHEN 'OBJECT' THEN list_transform(json_keys(${d}), lambda k: ${pair(sql`k`, member)})::JSON[] ELSE CASE WHEN ${d} IS NOT NULL THEN [(${d})::JSON]::JSON[] END END END::JSON[]`
}

/** The same of the value at a path: what an array there holds is taken in one go, without making the array first. */
export function elementsAt(
  root: Fragment,
  steps: readonly (string | number)[],
  otherwise: Fragment,
): Fragment {
  const path = enginePath(steps)
  if (isPointer(path)) return otherwise
  const found = sql`json_extract(${root}, ${text(`${path}[*]`)})`
  const kind = sql`coalesce(json_type(${root}, ${text(path)}), 'NULL')`
  return sql`CASE WHEN len(${found}) > 0 THEN ${found} ELSE CASE ${kind} WHEN 'NULL' THEN NULL WHEN 'ARRAY' THEN ${found} ELSE ${otherwise} END END`
}
