import type { Rule } from '../rule.js'

/** One address, however it is written. A fragment names a place within the same publication. */
export const sameAddress = (url: string): string =>
  url
    .trim()
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .toLowerCase()

export const duplicateCoverage: Rule = {
  id: 'duplicate-coverage',
  summary:
    'Two entries of the coverage lead to the same publication: one of them is a copy, or has the wrong link.',
  *check(document) {
    const seen = new Map<string, number>()
    for (const entry of document.coverage) {
      const [link] = entry.links
      if (!link || !entry.promisesDates || link.url.length < 4 || /^fixme$/i.test(link.url)) continue
      const address = sameAddress(link.url)
      const first = seen.get(address)
      if (first === undefined) seen.set(address, entry.start)
      else
        yield {
          at: entry.start,
          message: `the same link as line ${document.lines.place(first).line}: ${link.url.slice(0, 80)}`,
        }
    }
  },
}
