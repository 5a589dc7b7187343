import type { Limits } from './limits.js'
import { reject } from './reject.js'
import type { Scanned, Scanner } from './scan.js'

/** Cuts text into lines, blank ones left out, with their numbers. */
export function scanLines(limits: Limits): Scanner<Scanned> {
  let carry = ''
  let line = 1
  /** Start of a line that is too long, once its rest is being skipped. */
  let tooLong: string | undefined

  const finish = (text: string): Scanned | undefined => {
    const at = line++
    if (tooLong !== undefined) {
      const start = tooLong
      tooLong = undefined
      return { reject: reject('ING202', at, start, `${limits.elementCharacters} characters`) }
    }
    if (text.length > limits.elementCharacters)
      return { reject: reject('ING202', at, text, `${limits.elementCharacters} characters`) }
    const bare = text.charCodeAt(text.length - 1) === 13 ? text.slice(0, -1) : text
    return bare.trim() ? { piece: { line: at, text: bare } } : undefined
  }

  return {
    push(chunk) {
      const found: Scanned[] = []
      let from = 0
      for (let to = chunk.indexOf('\n'); to >= 0; to = chunk.indexOf('\n', from)) {
        const item = finish(from === 0 ? carry + chunk.slice(0, to) : chunk.slice(from, to))
        if (item) found.push(item)
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
      const item = carry || tooLong !== undefined ? finish(carry) : undefined
      carry = ''
      return item ? [item] : []
    },
  }
}
