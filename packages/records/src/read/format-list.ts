import type { Element } from '../shape.js'
import type { Elements } from './elements.js'
import type { Limits } from './limits.js'
import { reject } from './reject.js'
import type { Scanner } from './scan.js'

/** `Name   : value`, as Format-List prints a property. */
const property = /^([A-Za-z_][\w.@ -]{0,119}?)\s*\s:(?:\s(.*))?$/
const prompt = /^(PS\s?[^>]*>|>>|\[PS\])/

/** One answer among the lines of a transcript, or under the command that was typed, is telling enough. */
const telling = /^(UnifiedAuditLogIngestionEnabled|AuditDisabled|AuditEnabled|AuditBypassEnabled)\s+:\s/i

/** Text that Format-List printed: most of its first lines are properties, or what is left of a long value. */
export function isFormatList(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !prompt.test(line))
    .slice(0, 40)
  if (lines.some((line) => telling.test(line))) return true
  const named = lines.filter((line) => property.test(line)).length
  const rest = lines.filter((line) => /^\s{2,}\S/.test(line)).length
  return named > 0 && named + rest >= lines.length * 0.8
}

/** A value too long for the window goes on in the next line; a name is broken only inside braces and without a comma. */
function joined(value: string, more: string): string {
  const isInName = value.startsWith('{') && !/[,{\s]$/.test(value)
  return isInName ? value + more : `${value.trimEnd()} ${more}`
}

/**
 * Cuts text that Format-List printed into objects: a blank line, a prompt or a property that comes again ends one.
 * A console's own lines between them are no part of any.
 */
export function scanFormatList(limits: Limits): Scanner<Elements[number]> {
  let rest = ''
  let line = 0
  let started = 0
  let size = 0
  let last: string | undefined
  let current: Record<string, string> = {}

  const close = (): Elements => {
    const value = current
    const isTooLong = size > limits.elementCharacters
    current = {}
    size = 0
    last = undefined
    if (Object.keys(value).length === 0) return []
    if (isTooLong) return [{ reject: reject('ING202', started, '') }]
    const element: Element = { line: started, text: JSON.stringify(value), value }
    return [element]
  }

  const take = (text: string): Elements => {
    line++
    if (text.trim() === '') return close()
    if (last !== undefined && /^\s{2,}\S/.test(text) && !property.test(text)) {
      size += text.length
      if (size <= limits.elementCharacters) current[last] = joined(current[last] ?? '', text.trim())
      return []
    }
    const found = property.exec(text)
    if (!found || prompt.test(text)) return close()
    const name = (found[1] ?? '').trim()
    const ended = Object.hasOwn(current, name) ? close() : []
    if (Object.keys(current).length === 0) started = line
    size += text.length
    if (size <= limits.elementCharacters) current[name] = found[2] ?? ''
    last = name
    return ended
  }

  return {
    push(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      const found = lines.flatMap((text) => take(text.replace(/\r$/, '')))
      if (rest.length <= limits.elementCharacters) return found
      const tooLong = reject('ING202', line + 1, rest.slice(0, 400))
      rest = ''
      return [...found, { reject: tooLong }]
    },
    end: () => [...take(rest), ...close()],
  }
}
