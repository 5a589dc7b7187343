import { columnsBefore, envelopeKey, mayHoldRecords, opensPage } from './json-envelope.js'
import type { Limits } from './limits.js'
import { reject } from './reject.js'
import { parseJson, type Scanned, type Scanner } from './scan.js'

/**
 * Cuts JSON text into its records without holding the file: the elements of an array, of the array inside a
 * paging envelope (`value`, `records`, `hits.hits`, `tables[].rows`, …), or objects that follow one another.
 */
export function scanJson(limits: Limits): Scanner<Scanned> {
  return new JsonScanner(limits)
}

type Frame =
  /** Elements follow; `columns` when each is an array of cells. */
  | { readonly kind: 'array'; readonly tables: boolean; readonly columns?: readonly string[] }
  /** The rest of an object whose array has been read: skipped up to its closing brace. */
  | { readonly kind: 'rest' }

const code = { quote: 34, comma: 44, openList: 91, backslash: 92, closeList: 93, open: 123, close: 125 }

class JsonScanner implements Scanner<Scanned> {
  private buffer = ''
  private line = 1
  private nextNewline = -1
  private at = 0
  private frames: Frame[] = []
  /** Inside an element: where it starts, its line, how deep, whether within a string. */
  private start = -1
  private startLine = 1
  private depth = 0
  private inString = false
  /** The beginning of an element beyond the limit, once its rest is being let go. */
  private skipped: string | undefined
  /** True while the object at hand is an envelope's inner object. */
  private descended = false
  /** White space before the element on its line; undefined when something else stands there. */
  private indent: string | undefined = ''
  /** Characters that may yet be gone through twice because of damage. */
  private budget: number
  private found: Scanned[] = []

  constructor(private readonly limits: Limits) {
    this.budget = limits.recoveries * limits.elementCharacters
  }

  push(chunk: string): Scanned[] {
    const keepFrom = this.start >= 0 ? this.start : this.at
    this.lineAt(keepFrom)
    const uncounted = this.nextNewline >= 0 ? this.nextNewline - keepFrom : 0
    this.buffer = this.buffer.slice(keepFrom) + chunk
    this.at -= keepFrom
    if (this.start >= 0) this.start = 0
    this.nextNewline = this.buffer.indexOf('\n', uncounted)
    this.scan(false)
    return this.take()
  }

  end(): Scanned[] {
    this.scan(true)
    while (this.start >= 0) {
      this.finish(this.buffer.length, true)
      this.scan(true)
    }
    this.buffer = ''
    this.at = 0
    return this.take()
  }

  private take(): Scanned[] {
    const found = this.found
    this.found = []
    return found
  }

  private scan(final: boolean): void {
    while (this.at < this.buffer.length) {
      const before = this.at
      const more = this.start >= 0 ? this.inside(final) : this.between(final)
      if (more || (this.at === before && this.start < 0)) break
    }
    this.guard()
  }

  /** Between elements. True when more text is needed. */
  private between(final: boolean): boolean {
    const frame = this.frames.at(-1)
    const character = this.buffer.charCodeAt(this.at)
    if (character <= 32 || character === code.comma || character === 0xfeff) {
      this.noteIndent(character)
      this.at++
      return false
    }
    if (frame?.kind === 'rest') return this.skipRest()
    if (character === code.closeList) {
      if (frame) this.frames.pop()
      this.at++
      return false
    }
    if (character === code.openList && !(frame?.kind === 'array' && frame.columns)) {
      this.frames.push({ kind: 'array', tables: false })
      this.indent = undefined
      this.at++
      return false
    }
    if (character === code.open || character === code.openList) {
      this.startLine = this.lineAt(this.at)
      this.start = this.at
      this.depth = 0
      this.inString = false
      return false
    }
    return this.scalar(final)
  }

  private noteIndent(character: number): void {
    if (character === 10) this.indent = ''
    else if (character === code.comma) this.indent = undefined
    else if (this.indent !== undefined && character !== 13) this.indent += String.fromCharCode(character)
  }

  /** A number, string or stray text where an object should be: rejected up to the next separator. */
  private scalar(final: boolean): boolean {
    const ends = /[,\]\n]/g
    ends.lastIndex = this.at
    const end = ends.exec(this.buffer)?.index ?? -1
    if (end < 0 && !final && this.buffer.length - this.at < this.limits.elementCharacters) return true
    const to = end < 0 ? this.buffer.length : end
    const text = this.buffer.slice(this.at, Math.min(to, this.at + 400)).trim()
    if (text && text !== '}') this.found.push({ reject: reject('ING209', this.lineAt(this.at), text) })
    this.at = to
    return false
  }

  /** Inside an element: to its end, or to the end of the buffer (true: more text is needed). */
  private inside(final: boolean): boolean {
    const text = this.buffer
    const length = text.length
    const mayUnfold = this.isAtTop()
    let at = this.at
    let depth = this.depth
    let inString = this.inString
    while (at < length) {
      if (inString) {
        const close = text.indexOf('"', at)
        if (close < 0) {
          at = length
          break
        }
        at = close + 1
        inString = isEscaped(text, close)
        continue
      }
      const character = text.charCodeAt(at)
      if (character === code.quote) inString = true
      else if (character === code.open || character === code.openList) {
        if (depth === 1 && mayUnfold) {
          const unfolded = this.unfold(at, character, final)
          if (unfolded === 'wait') {
            this.at = at
            this.depth = depth
            this.inString = false
            return true
          }
          if (unfolded === 'yes') return false
        }
        depth++
      } else if (character === code.close || character === code.closeList) {
        depth--
        if (depth <= 0) {
          this.finish(at + 1)
          return false
        }
      }
      at++
    }
    this.at = at
    this.depth = depth
    this.inString = inString
    return true
  }

  private isAtTop(): boolean {
    const frame = this.frames.at(-1)
    if (this.skipped !== undefined || this.buffer.charCodeAt(this.start) !== code.open) return false
    return (
      this.descended || frame === undefined || (frame.kind === 'array' && (frame.tables || this.inList()))
    )
  }

  /** Directly in the input's outermost list, whose elements may be whole pages. */
  private inList(): boolean {
    return this.frames.length === 1 && !this.descended
  }

  /** Leaves the element and looks into it, when what opens at `at` is the array that holds the records. */
  private unfold(at: number, character: number, final: boolean): 'yes' | 'no' | 'wait' {
    const isArray = character === code.openList
    const before = this.buffer.slice(Math.max(this.start, at - 80), at)
    const opening = this.buffer.slice(this.start, Math.min(at, this.start + 4000))
    const key = envelopeKey(before, opening, isArray)
    if (!key || (this.inList() && !opensPage(opening))) return 'no'
    if (isArray) {
      const next = /\S/g
      next.lastIndex = at + 1
      const first = next.exec(this.buffer)?.[0]
      if (first === undefined && !final) return 'wait'
      if (!mayHoldRecords(key, first)) return 'no'
    }
    const columns = key === 'rows' ? columnsBefore(this.buffer.slice(this.start, at)) : undefined
    if (key === 'rows' && !columns) return 'no'
    this.frames.push({ kind: 'rest' })
    if (isArray) this.frames.push({ kind: 'array', tables: key === 'tables', ...(columns && { columns }) })
    this.startLine = this.lineAt(at)
    this.descended = !isArray
    this.indent = undefined
    this.start = isArray ? -1 : at
    this.at = isArray ? at + 1 : at
    this.depth = 0
    this.inString = false
    return 'yes'
  }

  /** The rest of an envelope after its array: scanned for its closing brace, kept nowhere. */
  private skipRest(): boolean {
    const text = this.buffer
    let at = this.at
    while (at < text.length) {
      if (this.inString) {
        const close = text.indexOf('"', at)
        if (close < 0) {
          // Keeps a run of backslashes that the next chunk may continue.
          this.at = Math.max(at, text.length - 64)
          return true
        }
        at = close + 1
        this.inString = isEscaped(text, close)
        continue
      }
      const character = text.charCodeAt(at)
      at++
      if (character === code.quote) this.inString = true
      else if (character === code.open || character === code.openList) this.depth++
      else if (character === code.close || character === code.closeList) {
        if (this.depth-- > 0) continue
        this.frames.pop()
        this.depth = 0
        this.at = at
        return false
      }
    }
    this.at = at
    return true
  }

  /** An element ends at `to`: a piece if it is valid JSON, else a reject and, where possible, a new start. */
  private finish(to: number, cut = false): void {
    const line = this.startLine
    const frame = this.frames.at(-1)
    const columns = frame?.kind === 'array' ? frame.columns : undefined
    if (this.skipped === undefined && to - this.start > this.limits.elementCharacters)
      this.skipped = this.buffer.slice(this.start, this.start + 400)
    if (this.skipped !== undefined) {
      this.tooLong(this.skipped)
    } else {
      const text = this.buffer.slice(this.start, to)
      const parsed = parseJson(text)
      if ('value' in parsed)
        this.found.push({ piece: { line, text, value: parsed.value, ...(columns && { columns }) } })
      else {
        const restart = this.restart(to)
        const end = restart < 0 ? to : restart
        const broken = this.buffer.slice(this.start, Math.min(end, this.start + 400))
        this.found.push({
          reject: reject(cut && restart < 0 ? 'ING203' : 'ING201', line, broken, parsed.reason),
        })
        this.leave(end)
        if (restart >= 0) this.indent = ''
        return
      }
    }
    this.leave(to)
  }

  private tooLong(text: string): void {
    const detail = `${this.limits.elementCharacters} characters`
    this.found.push({ reject: reject('ING202', this.startLine, text, detail) })
  }

  /**
   * An element that is not valid JSON may have swallowed its successors, a brace or quote being missing: the next
   * line that is indented as its first one and opens a brace is where to go on.
   */
  private restart(to: number): number {
    if (this.indent === undefined || this.budget <= 0) return -1
    const at = this.buffer.indexOf(`\n${this.indent}{`, this.start)
    if (at < 0 || at >= to) return -1
    this.budget -= to - this.start
    return at + 1
  }

  private leave(at: number): void {
    this.skipped = undefined
    this.descended = false
    this.indent = undefined
    this.start = -1
    this.at = at
    this.depth = 0
    this.inString = false
  }

  /** An element beyond the limit is let go, all but its beginning, and its end is waited for. */
  private guard(): void {
    if (this.start < 0) return
    if (this.skipped === undefined) {
      if (this.buffer.length - this.start <= this.limits.elementCharacters) return
      const restart = this.restart(this.buffer.length)
      if (restart >= 0) {
        this.tooLong(this.buffer.slice(this.start, this.start + 400))
        this.leave(restart)
        this.indent = ''
        return
      }
      this.skipped = this.buffer.slice(this.start, this.start + 400)
    }
    // A few characters stay, for a run of backslashes that the next chunk may continue.
    const keepFrom = Math.max(this.start, this.at - 64)
    this.lineAt(keepFrom)
    this.buffer = this.buffer.slice(keepFrom)
    this.at -= keepFrom
    this.start = 0
    if (this.nextNewline >= 0) this.nextNewline -= keepFrom
  }

  /** Line number of a position not before any asked for so far. */
  private lineAt(position: number): number {
    while (this.nextNewline >= 0 && this.nextNewline < position) {
      this.line++
      this.nextNewline = this.buffer.indexOf('\n', this.nextNewline + 1)
    }
    return this.line
  }
}

function isEscaped(text: string, close: number): boolean {
  let at = close - 1
  while (at >= 0 && text.charCodeAt(at) === code.backslash) at--
  return (close - 1 - at) % 2 === 1
}
