import { allWords } from '../prose.js'
import type { Rule } from '../rule.js'

const leftovers: readonly RegExp[] = [
  /\bForm a brief synopsis of the incident\b/i,
  /\bMonth,? Day,? Year\b/,
  /\bMM\/DD\/YYYY\b|\bYYYY-MM-DD\b/,
  /\blorem ipsum\b/i,
  /\b(?:TODO|FIXME|TBD)\b/,
  // "pled guilty on XX": capital X's where a date, number or name belongs.
  /(?<![\w-])X{2,3}(?![\w-])(?=\s*(?:and|or|,|\.|$|\||%|million|thousand|records|users))/,
  /\[(?:insert|add|your|name|date|citation needed|source needed|link)\b[^\]]*\](?!\()/i,
  /\bcitation needed\b/i,
  /\b(?:insert|add) (?:text|content|description|date|link|source|details) here\b/i,
  /\bUpdate this with\b/i,
]

export const placeholderText: Rule = {
  id: 'placeholder-text',
  summary: 'The text still holds words of the template, or a mark where something was to be filled in.',
  *check(document) {
    for (const { text, start } of allWords(document)) {
      const hit = leftovers.map((pattern) => pattern.exec(text)).find((match) => match !== null)
      if (hit)
        yield { at: start + hit.index, message: `placeholder left in the text: "${hit[0].slice(0, 60)}"` }
    }
  },
}
