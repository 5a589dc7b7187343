import type { Reject } from '../shape.js'
import type { Limits } from './limits.js'
import { reject } from './reject.js'
import type { Scanner } from './scan.js'

export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

export type CsvScanned = { readonly row: CsvRow } | { readonly reject: Reject }

type Cut =
  | { readonly kind: 'row'; readonly cells: string[]; readonly end: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'broken' }

const quote = 34
const blank = 32
const byteOrderMark = 0xfeff
const newline = 10
const carriage = 13

/**
 * Cuts text into CSV rows (RFC 4180, any one-character delimiter, CRLF or LF, newlines inside quotes). Where a
 * quote is broken, the line it starts on is rejected and reading goes on with the next line, so that one
 * damaged row does not swallow the file.
 */
export function scanCsv(delimiter: string, limits: Limits): Scanner<CsvScanned> {
  const comma = delimiter.charCodeAt(0)
  let buffer = ''
  let line = 1
  /** Characters that may yet be gone through twice because of damage. */
  let budget = limits.recoveries * limits.elementCharacters
  let stopped = false
  let skipping = false

  const drain = (final: boolean): CsvScanned[] => {
    const found: CsvScanned[] = []
    let start = 0
    while (start < buffer.length) {
      if (skipping) {
        const next = buffer.indexOf('\n', start)
        if (next < 0) {
          start = buffer.length
          break
        }
        line++
        start = next + 1
        skipping = false
        continue
      }
      const cut = cutRow(buffer, start, comma, final)
      if (cut.kind === 'row') {
        if (cut.end - start > limits.elementCharacters) found.push(tooLong(line, buffer, start))
        else if (cut.cells.length > 1 || cut.cells[0]?.trim()) found.push({ row: { line, cells: cut.cells } })
        line += newlines(buffer, start, cut.end)
        start = cut.end
        continue
      }
      const whole = buffer.length - start
      if (cut.kind === 'more' && !final && whole <= limits.elementCharacters) break
      if (cut.kind === 'more') budget -= whole
      if (budget <= 0) {
        found.push({ reject: reject('ING213', line, buffer.slice(start, start + 400)) })
        stopped = true
        break
      }
      const eol = buffer.indexOf('\n', start)
      const text = buffer.slice(start, eol < 0 ? Math.min(buffer.length, start + 400) : eol)
      const code = cut.kind === 'broken' ? 'ING207' : whole > limits.elementCharacters ? 'ING202' : 'ING208'
      found.push({ reject: reject(code, line, text) })
      if (eol < 0) {
        start = buffer.length
        skipping = true
        break
      }
      line++
      start = eol + 1
    }
    buffer = buffer.slice(start)
    return found
  }

  return {
    push(chunk) {
      if (stopped) return []
      buffer += chunk
      return drain(false)
    },
    end: () => (stopped ? [] : drain(true)),
  }
}

function tooLong(line: number, text: string, start: number): CsvScanned {
  return { reject: reject('ING202', line, text.slice(start, start + 400)) }
}

/** One row from `start`; `more` when the buffer ends before the row does. */
function cutRow(text: string, start: number, comma: number, final: boolean): Cut {
  const length = text.length
  const cells: string[] = []
  // Files joined into one keep the byte order mark of each.
  let at = text.charCodeAt(start) === byteOrderMark ? start + 1 : start
  for (;;) {
    let cell: string
    const opening = text.charCodeAt(at) === blank ? afterBlanks(text, at) : at
    if (text.charCodeAt(opening) === quote) {
      at = opening
      let doubled = false
      let close = text.indexOf('"', at + 1)
      while (close >= 0 && text.charCodeAt(close + 1) === quote) {
        doubled = true
        close = text.indexOf('"', close + 2)
      }
      if (close < 0 || (close + 1 >= length && !final)) return { kind: 'more' }
      cell = text.slice(at + 1, close)
      // a replacement at a time makes a tree of strings, which takes longer to read than to make
      if (doubled) cell = cell.split('""').join('"')
      at = text.charCodeAt(close + 1) === blank ? afterBlanks(text, close + 1) : close + 1
      if (at >= length && !final) return { kind: 'more' }
    } else {
      const from = at
      let code = text.charCodeAt(at)
      while (at < length && code !== comma && code !== newline && code !== carriage)
        code = text.charCodeAt(++at)
      if (at >= length && !final) return { kind: 'more' }
      cell = text.slice(from, at)
    }
    cells.push(cell)
    const code = at < length ? text.charCodeAt(at) : newline
    if (code === comma) at++
    else if (code === newline) return { kind: 'row', cells, end: Math.min(at + 1, length) }
    else if (code === carriage) {
      if (at + 1 >= length && !final) return { kind: 'more' }
      const end = text.charCodeAt(at + 1) === newline ? at + 2 : at + 1
      return { kind: 'row', cells, end: Math.min(end, length) }
    } else return { kind: 'broken' }
  }
}

/** Blanks around a quoted cell are no part of it; a tab may be the delimiter and is none here. */
function afterBlanks(text: string, at: number): number {
  let after = at
  while (text.charCodeAt(after) === blank) after++
  return after
}

function newlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  // A row that ends in a lone carriage return (old Mac, or a stray one) still ends its line.
  return count || 1
}
