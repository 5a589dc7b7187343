import type { Rule } from '../rule.js'

/** `\<!--more--\>` or `<! --more-->`: an editor escaped the mark, so it shows and the summary does not end. */
const broken =
  /\\<!--\s*more\s*--\\?>|<!--\s*more\s*--\\>|&lt;!--\s*more\s*--(?:&gt;|>)|<!\s+--\s*more\s*-->|<!-\s?more\s?->|<!--\s*more\s*->(?!-)/gi

export const brokenMoreMarker: Rule = {
  id: 'broken-more-marker',
  summary: 'The mark that ends the summary is escaped or misspelled, so it shows on the page.',
  *check(document) {
    for (const match of document.page.body.matchAll(broken)) {
      const at = document.page.front.end + match.index
      yield {
        at,
        message: `write <!--more--> and not ${match[0]}`,
        fix: { start: at, end: at + match[0].length, text: '<!--more-->' },
      }
    }
  },
}
