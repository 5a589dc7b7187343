import type { Rule } from '../rule.js'

export const untitledCoverage: Rule = {
  id: 'untitled-coverage',
  summary: 'A publication is listed by its URL instead of its title.',
  *check(document) {
    for (const entry of document.coverage) {
      const [link] = entry.links
      if (!entry.promisesDates || !link || !/^\s*(?:<?https?:\/\/|www\.)/.test(link.text)) continue
      const words = entry.raw
        .replace(/<?https?:\/\/\S+/g, '')
        .replace(/[^\p{L}]+/gu, ' ')
        .trim()
      // "Title of the piece, https://…" has its title beside the bare URL.
      if (words.split(' ').length < 4)
        yield { at: link.start, message: `a URL in place of the title: ${link.url.slice(0, 70)}` }
    }
  },
}
