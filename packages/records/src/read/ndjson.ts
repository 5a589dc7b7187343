import { scanJson } from './json-scan.js'
import type { Limits } from './limits.js'
import { reject } from './reject.js'
import { parseJson, type Scanned, type Scanner } from './scan.js'

/** Cuts text into lines that are one JSON value each, with their numbers; blank lines are nothing. */
export function scanLines(limits: Limits): Scanner<Scanned> {
  let carry = ''
  let line = 1
  /** Start of a line that is too long, once its rest is being skipped. */
  let tooLong: string | undefined

  const finish = (text: string): readonly Scanned[] => {
    const at = line++
    if (tooLong !== undefined) {
      const start = tooLong
      tooLong = undefined
      return [{ reject: reject('ING202', at, start, `${limits.elementCharacters} characters`) }]
    }
    if (text.length > limits.elementCharacters)
      return [{ reject: reject('ING202', at, text, `${limits.elementCharacters} characters`) }]
    const ended = text.charCodeAt(text.length - 1) === 13 ? text.slice(0, -1) : text
    // Files joined into one keep the byte order mark of each.
    const bare = ended.charCodeAt(0) === 0xfeff ? ended.slice(1) : ended
    return bare.trim() ? lineOf(bare, at, limits) : []
  }

  return {
    push(chunk) {
      const found: Scanned[] = []
      let from = 0
      for (let to = chunk.indexOf('\n'); to >= 0; to = chunk.indexOf('\n', from)) {
        found.push(...finish(from === 0 ? carry + chunk.slice(0, to) : chunk.slice(from, to)))
        carry = ''
        from = to + 1
      }
      if (tooLong === undefined) carry += from === 0 ? chunk : chunk.slice(from)
      if (carry.length > limits.elementCharacters) {
        tooLong = carry.slice(0, 400)
        carry = ''
      }
      return found
    },
    end() {
      const last = carry || tooLong !== undefined ? [...finish(carry)] : []
      carry = ''
      return last
    },
  }
}

/** One value a line; a line taken out of an array may carry its comma, a damaged file may join two lines. */
function lineOf(given: string, line: number, limits: Limits): readonly Scanned[] {
  const parsed = parseJson(given)
  if ('value' in parsed) return [{ piece: { line, text: given, value: parsed.value } }]
  const text = given.trimEnd().replace(/,$/, '')
  const again = text.length < given.length ? parseJson(text) : parsed
  if ('value' in again) return [{ piece: { line, text, value: again.value } }]
  if (/\}\s*,?\s*\{/.test(text)) {
    const scanner = scanJson(limits)
    const joined = [...scanner.push(text), ...scanner.end()]
    if (joined.length > 1 && joined.every((item) => 'piece' in item))
      return joined.map((item) => ({ piece: { ...item.piece, line } }))
  }
  return [{ reject: reject('ING201', line, given, parsed.reason) }]
}
