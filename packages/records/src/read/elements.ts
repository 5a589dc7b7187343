import type { Element, JsonObject, Reject } from '../shape.js'
import type { CsvRow } from './csv.js'
import { scanJson } from './json-scan.js'
import type { Limits } from './limits.js'
import { reject } from './reject.js'
import type { Piece } from './scan.js'

export type Elements = readonly (Element | { readonly reject: Reject })[]

/**
 * Parses one piece. Where it is not valid JSON because a brace or quote is missing, the piece may have
 * swallowed its successors: it is cut again where a line is indented as its first one was.
 */
export function parsePiece(piece: Piece, limits: Limits): Elements {
  const parsed = parse(piece.text)
  if (parsed.value !== undefined) return [elementOf(piece, parsed.value)]
  if (piece.text.endsWith(',')) {
    const bare = { ...piece, text: piece.text.slice(0, -1) }
    const again = parse(bare.text)
    if (again.value !== undefined) return [elementOf(bare, again.value)]
  }
  const found: (Element | { readonly reject: Reject })[] = []
  let rest: Piece | undefined = piece
  let reason = parsed.reason
  for (let tries = 0; rest && tries < limits.recoveries; tries++) {
    const next: number = restart(rest)
    const head: string = next < 0 ? rest.text : rest.text.slice(0, next)
    found.push({ reject: reject(rest.cut && next < 0 ? 'ING203' : 'ING201', rest.line, head, reason) })
    if (next < 0) return found
    const line = rest.line + lineCount(head)
    const scanner = scanJson(limits)
    const again: Piece[] = []
    const pieces = [...scanner.push(`[${rest.text.slice(next)}`), ...scanner.end()]
    for (const scanned of pieces) {
      if ('piece' in scanned) again.push({ ...scanned.piece, line: scanned.piece.line + line - 1 })
      else found.push({ reject: { ...scanned.reject, line: scanned.reject.line + line - 1 } })
    }
    rest = undefined
    for (const [index, other] of again.entries()) {
      const value = parse(other.text)
      if (value.value !== undefined) found.push(elementOf(other, value.value))
      else if (index === again.length - 1) {
        rest = { ...other, indent: piece.indent ?? '' }
        reason = value.reason
      } else found.push({ reject: reject('ING201', other.line, other.text, value.reason) })
    }
  }
  if (rest) found.push({ reject: reject('ING213', rest.line, rest.text) })
  return found
}

/** A CSV row as an element: an object of its cells. */
export function rowElement(header: readonly string[], row: CsvRow): Element | { readonly reject: Reject } {
  const { cells } = row
  const surplus = cells.length > header.length && cells.slice(header.length).some((cell) => cell !== '')
  if (surplus || cells.length < header.length) {
    const detail = `${cells.length} of ${header.length}`
    return { reject: reject('ING206', row.line, cells.join(','), detail) }
  }
  const value: Record<string, string> = {}
  for (let index = 0; index < header.length; index++) value[header[index] as string] = cells[index] as string
  return { line: row.line, text: JSON.stringify(value), value }
}

/** Header names as object keys: trimmed of white space, doubled ones numbered, empty ones named. */
export function headerNames(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.replace(/^\ufeff/, '').trim() || `column ${index + 1}`
    let unique = name
    for (let count = 2; seen.has(unique); count++) unique = `${name} (${count})`
    seen.add(unique)
    return unique
  })
}

function parse(text: string): { value?: unknown; reason?: string } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return { reason: error instanceof Error ? error.message.slice(0, 120) : undefined } as { reason?: string }
  }
}

function elementOf(piece: Piece, value: unknown): Element | { readonly reject: Reject } {
  if (piece.columns && Array.isArray(value)) {
    const row: Record<string, unknown> = {}
    for (const [index, name] of piece.columns.entries()) row[name] = value[index]
    return { line: piece.line, text: JSON.stringify(row), value: row }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reject: reject('ING209', piece.line, piece.text) }
  return { line: piece.line, text: piece.text, value: value as JsonObject }
}

/** Offset of the next line that starts an object at the piece's own indentation; -1 when there is none. */
function restart(piece: Piece): number {
  if (piece.indent === undefined) return -1
  const at = piece.text.indexOf(`\n${piece.indent}{`)
  return at < 0 ? -1 : at + 1
}

const lineCount = (text: string): number => text.split('\n').length - 1
