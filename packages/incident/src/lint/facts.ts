import type { Fields } from '../page/front-matter.js'
import type { LintDocument } from './document.js'

/** One stated fact of a structured page, and the sources it names. */
export interface Fact {
  readonly path: readonly (string | number)[]
  readonly what: string
  readonly sources: readonly string[]
}

/** The lists whose items are facts: each must name where it is known from. */
const factLists = ['events', 'claims', 'victims', 'actors', 'techniques', 'weaknesses', 'iocs'] as const

export const recordsOf = (value: unknown): Fields[] =>
  Array.isArray(value)
    ? value.filter(
        (item): item is Fields => typeof item === 'object' && item !== null && !Array.isArray(item),
      )
    : []

export function* factsOf(document: LintDocument): Generator<Fact> {
  if (!document.isStructured) return
  for (const list of factLists)
    for (const [i, record] of recordsOf(document.page.front.fields[list]).entries()) {
      const named = list === 'iocs' ? [record.source] : record.sources
      const sources = Array.isArray(named)
        ? named.filter((id): id is string => typeof id === 'string' && id !== '')
        : []
      const what = String(record.text ?? record.name ?? record.id ?? record.value ?? '').slice(0, 50)
      yield { path: [list, i], what: `${list.replace(/s$/, '')} "${what}"`, sources }
    }
}

export const coverageIds = (document: LintDocument): Set<string> =>
  new Set(recordsOf(document.page.front.fields.coverage).map((record) => String(record.id)))
