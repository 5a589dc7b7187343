import type { Rule } from '../rule.js'

/** Redirectors: the ones that carry their target, and the ones that hide it. */
const redirectors: readonly { readonly pattern: RegExp; readonly parameter?: RegExp }[] = [
  { pattern: /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i, parameter: /[?&](?:url|q)=([^&]+)/i },
  {
    pattern: /^https?:\/\/lm?\.(?:facebook|instagram)\.com\/l?\.?(?:php)?\/?\?/i,
    parameter: /[?&]u=([^&]+)/i,
  },
  { pattern: /^https?:\/\/\w+\.safelinks\.protection\.outlook\.com\//i, parameter: /[?&]url=([^&]+)/i },
  { pattern: /^https?:\/\/out\.reddit\.com\//i, parameter: /[?&]url=([^&]+)/i },
  { pattern: /^https?:\/\/(?:www\.)?linkedin\.com\/(?:redir|safety\/go)/i, parameter: /[?&]url=([^&]+)/i },
  { pattern: /^https?:\/\/(?:www\.)?youtube\.com\/redirect\?/i, parameter: /[?&]q=([^&]+)/i },
  { pattern: /^https?:\/\/urldefense\.(?:com|proofpoint\.com)\//i },
  {
    pattern:
      /^https?:\/\/(?:t\.co|bit\.ly|lnkd\.in|tinyurl\.com|ow\.ly|goo\.gl|buff\.ly|is\.gd|dlvr\.it|cutt\.ly|rb\.gy|tcrn\.ch|reut\.rs|nyti\.ms|wapo\.st|cnn\.it|bloom\.bg|zd\.net|trib\.al|flip\.it)\/\S/i,
  },
]

export const redirectUrl: Rule = {
  id: 'redirect-url',
  summary: 'A URL goes through a redirector, which hides the source and dies before it does.',
  *check(document) {
    for (const link of document.links) {
      const found = redirectors.find(({ pattern }) => pattern.test(link.url))
      if (!found) continue
      const target = targetOf(link.url, found.parameter)
      const message = `the URL goes through a redirector${target ? `; the source is ${target.slice(0, 80)}` : ''}`
      const asWritten = document.text.slice(link.urlStart, link.urlEnd) === link.url
      yield target && asWritten
        ? { at: link.start, message, fix: { start: link.urlStart, end: link.urlEnd, text: target } }
        : { at: link.start, message }
    }
  },
}

function targetOf(url: string, parameter: RegExp | undefined): string | undefined {
  const value = parameter?.exec(url)?.[1]
  if (!value) return undefined
  try {
    const target = decodeURIComponent(value)
    return /^https?:\/\/[^\s()<>]+$/i.test(target) ? target : undefined
  } catch {
    return undefined
  }
}
