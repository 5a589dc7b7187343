import type { Rule } from '../rule.js'

const leftover =
  /^(?:#|fixme|todo|tbd|url|link|xxx+|replace[-_ ]?me|insert[-_ ]?(?:url|link)[-_ ]?here|https?:\/\/(?:www\.)?example\.(?:com|org|net)\/?.*|https?:\/\/)$/i

export const placeholderLinkTarget: Rule = {
  id: 'placeholder-link-target',
  summary: 'A link target is a placeholder.',
  *check(document) {
    for (const link of document.links)
      if (link.kind !== 'bare' && leftover.test(link.url.trim()))
        yield { at: link.start, message: `the link "${link.text}" leads to the placeholder ${link.url}` }
  },
}
