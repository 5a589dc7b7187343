import type { Report } from '@bigyellowtaxi/core'
import { type Html, html } from './html.js'

/** Numbers the records of the evidence list, so that every figure can point at them. */
export interface Refs {
  /** Links to the records: the first few, and how many more there are. */
  links(ids: readonly string[], total?: number): Html
  /** The first few links and the number of the others, for tables of many rows. */
  few(ids: readonly string[], total: number): Html
  /** Records some part of the page links to: those the list must show. */
  readonly used: ReadonlySet<string>
}

const shown = 4
const fewer = 2

export function evidenceRefs(report: Report): Refs {
  const numbers = new Map(report.evidence.map((record, i) => [record.id, i + 1]))
  const places = new Map(report.evidence.map((record) => [record.id, `${record.file}:${record.line ?? '?'}`]))
  const used = new Set<string>()
  const link = (id: string): Html => {
    const number = numbers.get(id)
    if (number === undefined) return html`<code>${id}</code> `
    used.add(id)
    return html`<a class="ref" href="#r${number}" title="${id} in ${places.get(id)}">${number}</a> `
  }
  return {
    used,
    few: (ids, total) =>
      total === 0
        ? html`<span class="faint">none: an absence</span>`
        : html`${ids.slice(0, fewer).map(link)}${total > fewer && html`<span class="faint">+${total - Math.min(fewer, ids.length)}</span>`}`,
    links(ids, total = ids.length) {
      if (total === 0) return html`<span class="faint">none: an absence</span>`
      const more = total - Math.min(shown, ids.length)
      const rest = ids.slice(shown)
      return html`${ids.slice(0, shown).map(link)}${
        more > 0 &&
        (rest.length > 0
          ? html`<details class="more"><summary>+${more}</summary>${rest.map(link)}${
              total > ids.length && html`<span class="faint">and ${total - ids.length} in ledger.csv</span>`
            }</details>`
          : html`<span class="faint">+${more}</span>`)
      }`
    },
  }
}

/** The position of a record in the evidence list, as the links use it. */
export const numberOf = (report: Report): ReadonlyMap<string, number> =>
  new Map(report.evidence.map((record, i) => [record.id, i + 1]))
