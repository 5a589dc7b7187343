import { isQuoted, ownParagraphs } from '../prose.js'
import type { Rule } from '../rule.js'

/** After these "it's" can only be the possessive: a preposition or a verb that takes a thing, not a clause. */
const before =
  '(?:of|in|to|from|with|by|on|at|into|within|across|under|through|via|against|about|change[sd]?|changing|disguis(?:e[sd]?|ing)|los(?:e[sd]?|t|ing)|us(?:e[sd]?|ing)|updat(?:e[sd]?|ing)|disclos(?:e[sd]?|ing)|revok(?:e[sd]?|ing)|rotat(?:e[sd]?|ing)|expos(?:e[sd]?|ing)|protect(?:s|ed|ing)?|improv(?:e[sd]?|ing)|notif(?:y|ies|ied)|secur(?:e[sd]?|ing)|hid(?:e|es|ing)|reset(?:s|ting)?|lock(?:s|ed)?|host(?:s|ed|ing)?|stor(?:e[sd]?|ing)|expand(?:s|ed|ing)?|publish(?:es|ed|ing)?|reviewed|rebuil[dt]|shut down|inform(?:s|ed)?)'
/** Words that follow a real "it is": then nothing is wrong. */
const clause =
  '(?:a|an|the|not|been|also|now|still|too|very|so|just|only|likely|unlikely|possible|clear|unclear|unknown|important|true|that|this|what|how|why|where|when|believed|thought|said|assumed|worth|best|all|no)'

const wrong = new RegExp(`\\b${before}\\s+(it['’]s)\\s+(?!${clause}\\b)(?=[\\p{L}(“"*_[\`])`, 'giu')
const own = /\b(it['’]s)\s+own\b/gi

export const possessiveIts: Rule = {
  id: 'possessive-its',
  summary: 'The possessive is written "it\'s".',
  *check(document) {
    for (const { text, start } of ownParagraphs(document))
      for (const match of [...text.matchAll(wrong), ...text.matchAll(own)]) {
        const word = match[1] ?? ''
        const inside = match.index + match[0].indexOf(word)
        if (isQuoted(text, inside)) continue
        const at = start + inside
        const fixed = word.startsWith('I') ? 'Its' : 'its'
        yield {
          at,
          message: `"${text.slice(inside, inside + 24).trim()}": the possessive is "its"`,
          fix: { start: at, end: at + word.length, text: fixed },
        }
      }
  },
}
