/**
 * Regular expressions. Kusto's know Unicode (`\s` takes a no-break space, `\d` any digit, `\w` any letter), the
 * engine's RE2 reads these as ASCII: constant patterns are rewritten to say what is meant.
 */
import type { Expr } from '../../plan/expr.js'
import { literalValue } from '../../plan/expr.js'
import { type Fragment, text } from '../../sql/fragment.js'

/** What each class stands for, inside brackets. */
const classes: Readonly<Record<string, string>> = {
  s: String.raw`\s\x{0B}\x{85}\p{Z}`,
  d: String.raw`\p{Nd}`,
  w: String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`,
}

/** Outside of brackets; a negated class inside brackets keeps RE2's own ASCII reading. */
function classOf(letter: string, inBrackets: boolean): string | undefined {
  const meaning = classes[letter.toLowerCase()]
  if (!meaning) return undefined
  const negated = letter !== letter.toLowerCase()
  if (inBrackets) return negated ? undefined : meaning
  return `[${negated ? '^' : ''}${meaning}]`
}

/** A pattern of Kusto (Rust's or RE2's syntax) in the engine's RE2. */
export function enginePattern(pattern: string): string {
  let out = ''
  let inBrackets = false
  for (let at = 0; at < pattern.length; at++) {
    const mark = pattern[at] ?? ''
    if (mark === '\\') {
      const next = pattern[++at] ?? ''
      out += classOf(next, inBrackets) ?? `\\${next}`
    } else if (mark === '(' && pattern.startsWith('(?<', at) && /[A-Za-z_]/.test(pattern[at + 3] ?? '')) {
      out += '(?P<'
      at += 2
    } else {
      if (mark === '[' && !inBrackets) inBrackets = true
      else if (mark === ']' && inBrackets && !/\[\^?$/.test(out)) inBrackets = false
      out += mark
    }
  }
  return out
}

/** The fragment of a pattern argument: rewritten where constant, as it is otherwise. */
export function patternOf(fragment: Fragment, expr: Expr | undefined, wrap = (p: string) => p): Fragment {
  const value = literalValue(expr)
  return typeof value === 'string' ? text(wrap(enginePattern(value))) : fragment
}

/** How many groups capture. */
export function groupCount(pattern: string): number {
  const bare = pattern.replace(/\\[\s\S]/g, '').replace(/\[\^?\]?[^\]]*\]/g, '')
  return [...bare.matchAll(/\((?!\?)|\(\?P?<[A-Za-z_]/g)].length
}

/** Text that matches itself. */
export const quotePattern = (value: string): string => value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')

/** A pattern in JavaScript's syntax, for natives; undefined where it has none. */
export function scriptPattern(pattern: string, flags: string): RegExp | undefined {
  const inline = /^\(\?([imsU]+)\)/.exec(pattern)
  const letters = [...new Set([...(inline?.[1] ?? '').replace('U', ''), ...flags, 'u'])].join('')
  const body = pattern.slice(inline?.[0].length ?? 0).replaceAll('(?P<', '(?<')
  for (const candidate of [letters, letters.replace('u', '')]) {
    try {
      return new RegExp(body, candidate)
    } catch {
      // The unicode mode refuses needless escapes such as \- that RE2 takes.
    }
  }
  return undefined
}

/** Letters of one pattern: for many more, the engine's automaton grows too large, and the search takes minutes. */
const LONGEST = 6000

/** Patterns, one of which finds a text that holds one of these: few long ones. */
export function patternsOf(values: readonly string[], flags = ''): readonly string[] {
  const patterns: string[] = []
  for (const quoted of values.map(quotePattern)) {
    const last = patterns.at(-1)
    if (last !== undefined && last.length + quoted.length < LONGEST)
      patterns[patterns.length - 1] = `${last}|${quoted}`
    else patterns.push(`${flags}${quoted}`)
  }
  return patterns
}
