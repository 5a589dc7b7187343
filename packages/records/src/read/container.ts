import type { Container, Head, JsonObject } from '../shape.js'
import { type CsvScanned, scanCsv } from './csv.js'
import { headerNames, pieceElement, rowElement } from './elements.js'
import { isFormatList, scanFormatList } from './format-list.js'
import { scanJson } from './json-scan.js'
import { defaultLimits, type Limits } from './limits.js'
import { scanLines } from './ndjson.js'
import { isPrintedTable } from './printed-table.js'
import type { Scanned } from './scan.js'

/** The first bytes as a shape's sniffer sees them, and what the reader must know to go on. */
export interface OpenedHead extends Head {
  /** Delimiter of a CSV, otherwise empty. */
  readonly delimiter: string
  /** True when the records of a JSON array stand on one line, so that a line number would say nothing. */
  readonly oneLine: boolean
}

const delimiters = [',', ';', '\t', '|'] as const
/** The columns that hold a whole record, or the one answer of a settings command, and so may stand alone. */
const payloads = /^(?:AuditData|RawEventData|_raw|UnifiedAuditLogIngestionEnabled|AuditDisabled)$/i
/** Enough elements to tell a shape by. */
const sampled = 40

/** Looks at decoded text and tells its container, header and first records. */
export function openHead(text: string, limits: Limits = defaultLimits): OpenedHead {
  const clean = text.replace(/^\ufeff/, '')
  const first = /\S/.exec(clean)?.[0]
  if (first === '{' || first === '[') return jsonHead(clean, first, limits)
  if (first !== undefined && isFormatList(clean)) return listHead(text, clean, limits)
  const nothing = { text, csvColumns: [], objects: [], delimiter: '', oneLine: false }
  if (isPrintedTable(clean)) return { ...nothing, container: 'printed-table' }
  const csv = first === undefined ? undefined : csvHead(clean, limits)
  return csv ?? { ...nothing, container: 'unknown' }
}

function listHead(text: string, clean: string, limits: Limits): OpenedHead {
  const scanner = scanFormatList(limits)
  const scanned = [...scanner.push(clean), ...scanner.end()].slice(0, sampled)
  const objects = scanned.flatMap((item) => ('value' in item ? [item.value] : []))
  return { text, csvColumns: [], objects, container: 'format-list', delimiter: '', oneLine: false }
}

function jsonHead(text: string, first: '{' | '[', limits: Limits): OpenedHead {
  const container: Container = first === '[' ? 'json-array' : isLines(text, limits) ? 'ndjson' : 'json-object'
  const scanner = container === 'ndjson' ? scanLines(limits) : scanJson(limits)
  // Whatever `end` would add is cut off by the head's end, unless the head is the whole input.
  const scanned = scanner.push(text)
  if (scanned.length === 0 || text.length < 8192) scanned.push(...scanner.end())
  const pieces = scanned.flatMap((item) => ('piece' in item ? [item.piece] : []))
  const oneLine = container !== 'ndjson' && pieces.length > 1 && pieces[0]?.line === pieces[1]?.line
  return { text, csvColumns: [], objects: objectsOf(scanned), container, delimiter: '', oneLine }
}

function objectsOf(scanned: readonly Scanned[]): JsonObject[] {
  const objects: JsonObject[] = []
  for (const item of scanned.slice(0, sampled)) {
    if (!('piece' in item)) continue
    const element = pieceElement(item.piece)
    if ('value' in element) objects.push(element.value)
  }
  return objects
}

/** True when the lines are objects of their own: newline-delimited JSON rather than one object spread over lines. */
function isLines(text: string, limits: Limits): boolean {
  const lines = text
    .slice(0, 4 * limits.headBytes)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 8)
  const [firstLine] = lines
  if (firstLine === undefined || /^[[{]$|[[{,]$/.test(firstLine)) return false
  return lines.some((line) => line.startsWith('{') && isPlainObject(line, limits))
}

/** One line that is one record, not an envelope with several (those need the JSON scanner). */
function isPlainObject(line: string, limits: Limits): boolean {
  try {
    JSON.parse(line)
  } catch {
    return false
  }
  const scanner = scanJson(limits)
  const scanned = [...scanner.push(line), ...scanner.end()]
  const [only] = scanned
  return scanned.length === 1 && only !== undefined && 'piece' in only && only.piece.text === line
}

function csvHead(text: string, limits: Limits): OpenedHead | undefined {
  const declared = /^\s*(?:#TYPE [^\n]*\n)?\s*"?sep=(.)"?\r?\n/i.exec(text)?.[1]
  const candidates = declared ? [declared] : byFrequency(text)
  for (const delimiter of candidates) {
    const rows = scanCsv(delimiter, limits).push(text.endsWith('\n') ? text : `${text}\n`)
    const start = headerIndex(rows)
    const header = start < 0 ? undefined : rows[start]
    if (!header || !('row' in header)) continue
    const csvColumns = headerNames(header.row.cells)
    if (csvColumns.length < 2 && !payloads.test(csvColumns[0] ?? '')) continue
    if (!looksLikeHeader(csvColumns)) continue
    const objects = rows.slice(start + 1, start + 1 + sampled).flatMap((item) => {
      const element = 'row' in item ? rowElement(csvColumns, item.row) : undefined
      return element && 'value' in element ? [element.value] : []
    })
    return { text, csvColumns, objects, container: 'csv', delimiter, oneLine: false }
  }
  return undefined
}

/** Index of the header row: after `#TYPE` and `sep=` lines. */
export function headerIndex(rows: readonly CsvScanned[]): number {
  return rows.findIndex((item) => 'row' in item && !isPreamble(item.row.cells))
}

/** Lines that PowerShell or Excel put before the header (or, in joined files, between rows). */
export function isPreamble(cells: readonly string[]): boolean {
  const [first = ''] = cells
  return first.length < 1000 && /^#TYPE |^sep=.?$/i.test(first)
}

/** A header names things: no cell is empty (but for trailing ones), none is long. */
function looksLikeHeader(columns: readonly string[]): boolean {
  return (
    columns.every((name) => name.length <= 120 && !name.includes('\n')) && /[a-z]{2}/i.test(columns.join(''))
  )
}

function byFrequency(text: string): readonly string[] {
  const line = text.split('\n').find((candidate) => candidate.trim() && !candidate.startsWith('#TYPE')) ?? ''
  const bare = line.replace(/"[^"]*"/g, '')
  return [...delimiters].sort((a, b) => bare.split(b).length - bare.split(a).length)
}
