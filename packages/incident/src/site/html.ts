/** A piece of HTML that is safe to print. Only `html` makes one, so that no text reaches a page unescaped. */
export interface Html {
  readonly html: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char)

type Part = Html | string | number | undefined | false | readonly Part[]

const print = (part: Part): string => {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map(print).join('')
}

/** Template tag: every value put in is escaped unless it is HTML already; lists are joined. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((text, i) => text + (i < parts.length ? print(parts[i]) : '')).join(''),
})

/** Markup that was made elsewhere and is known to be safe (a style sheet, rendered Markdown). */
export const trusted = (text: string): Html => ({ html: text })

/** A link only where the address is a web address: `javascript:` never becomes one. */
export const isWebUrl = (url: string): boolean => /^https?:\/\//i.test(url)
