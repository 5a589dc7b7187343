/** What RE2 (Kusto's and the engine's) does not take, found before a query runs. */

const faults: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'patterns cannot look ahead or back'],
  [/^\(\?>/, 'patterns have no atomic groups'],
  [/^\\[1-9]/, 'patterns cannot refer back to a group'],
  [/^[*+?}]\+/, 'patterns have no possessive repetition'],
]

/** Why a pattern is none; undefined where nothing is seen to be wrong. */
export function patternFault(pattern: string): string | undefined {
  let open = 0
  let canRepeat = false
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at, at + 4)
    const fault = faults.find(([form]) => form.test(rest))
    if (fault) return fault[1]
    const mark = pattern[at] ?? ''
    if (mark === '\\') {
      if (at === pattern.length - 1) return 'the pattern ends in a backslash'
      if (pattern[at + 1] === 'Q') return undefined
      at++
    } else if (mark === '[') {
      const end = classEnd(pattern, at)
      if (end < 0) return 'a class of characters is not closed'
      at = end
    } else if (mark === '(') open++
    else if (mark === ')' && --open < 0) return 'a group is closed that was not opened'
    else if (/[*+?]/.test(mark) && !canRepeat && !(mark === '?' && pattern[at - 1] === '('))
      return `nothing stands before ${mark} to repeat`
    canRepeat = !/[(|]/.test(mark) || (mark === '(' && pattern[at + 1] === '?')
  }
  return open > 0 ? 'a group is not closed' : undefined
}

/** Where a bracketed class ends; a bracket that comes first in it is one of its characters. */
function classEnd(pattern: string, start: number): number {
  const rest = /^\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/.exec(pattern.slice(start))
  return rest ? start + rest[0].length - 1 : -1
}
