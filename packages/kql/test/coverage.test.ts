import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { aggregateFunctions } from '../src/functions/aggregate/registry.js'
import { scalarFunctions } from '../src/functions/registry.js'
import { windowFunctions } from '../src/functions/window/registry.js'
import { plugins } from '../src/lower/plugins/registry.js'

/** A case names the functions it is of; `error` cases show refusals. */
interface Case {
  readonly of?: string | readonly string[]
  readonly kql: string
}

const folder = fileURLToPath(new URL('../cases/functions', import.meta.url))
const cases = readdirSync(folder).flatMap(
  (file) => parse(readFileSync(`${folder}/${file}`, 'utf8')) as Case[],
)
const byName = new Map<string, Case[]>()
for (const test of cases) {
  for (const name of [test.of ?? []].flat()) byName.set(name, [...(byName.get(name) ?? []), test])
}

/** What only the compiler writes is covered by the cases of the operators that write it. */
const isOwn = (name: string): boolean => name.startsWith('_')

/** Rows that refuse every call need no result. */
const refused = (name: string): boolean =>
  /^geo_(polygon|line)_buffer/.test(name) ||
  /^(cursor|current_cursor|extent|row_id$|current_principal_is|rowstore|labels$|node_id$|current_node_id$)/.test(
    name,
  ) ||
  /^(bin_auto|hll_isvalid|tdigest_isvalid|dcount_intersect|estimate_rows_count|funnel_|external_datatable)/.test(
    name,
  ) ||
  /_request$|_post$|^(execute|infer|ai|python|r$|csharp|dax|identity)/.test(name)

/** Nothing to be null: no argument, or text that is the argument. */
const takesNothing = new Set(['pi', 'preview', 'narrow', 'identity'])

const names = [
  ...scalarFunctions.keys(),
  ...aggregateFunctions.keys(),
  ...windowFunctions.keys(),
  ...plugins.keys(),
].filter((name) => !isOwn(name) && !refused(name))

it('every function has a case', () => {
  expect(names.filter((name) => !byName.has(name))).toEqual([])
})

it('every function has a case with a null or an empty argument', () => {
  const empty = /null|""|''|\[\s*\]|\(\)/
  const lacking = names.filter(
    (name) => !takesNothing.has(name) && !byName.get(name)?.some((test) => empty.test(test.kql)),
  )
  expect(lacking).toEqual([])
})
