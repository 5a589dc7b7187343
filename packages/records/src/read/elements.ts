import type { Element, JsonObject, Reject } from '../shape.js'
import type { CsvRow } from './csv.js'
import { reject } from './reject.js'
import type { Piece } from './scan.js'

export type Elements = readonly (Element | { readonly reject: Reject })[]

/** A piece as an element: an object, or a row of cells with its column names. */
export function pieceElement(piece: Piece): Element | { readonly reject: Reject } {
  const { line, text, value } = piece
  if (piece.columns && Array.isArray(value)) {
    const row: Record<string, unknown> = {}
    for (const [index, name] of piece.columns.entries()) row[name] = value[index]
    return { line, text: JSON.stringify(row), value: row }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reject: reject('ING209', line, text) }
  return { line, text, value: value as JsonObject }
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
