import { detect, type ShapeReason, unwrapAnyOf } from './detect.js'
import { peek } from './read/chunks.js'
import { isPreamble, type OpenedHead, openHead } from './read/container.js'
import { scanCsv } from './read/csv.js'
import { type Elements, headerNames, pieceElement, rowElement } from './read/elements.js'
import { scanFormatList } from './read/format-list.js'
import { scanJson } from './read/json-scan.js'
import { defaultLimits, type Limits } from './read/limits.js'
import { scanLines } from './read/ndjson.js'
import { type Pages, PageWatch } from './read/pages.js'
import { reject } from './read/reject.js'
import { parseJson } from './read/scan.js'
import { decodeText, type Encoding, encodingOf } from './read/text.js'
import type { Element, Read, Reject, Shape } from './shape.js'

export interface ReadOptions {
  readonly limits?: Partial<Limits>
}

/** An input whose shape is known. */
export interface ExportReading {
  readonly known: true
  readonly shape: Shape
  readonly encoding: Encoding
  readonly container: OpenedHead['container']
  /** What the `line` of a record counts: lines of the input, or elements where all stand on one line. */
  readonly lineCounts: 'lines' | 'elements'
  /**
   * True when the input's own bytes, line by line, are records in reference form (`shape.verbatimLines` names
   * their table): the lake may load them without this reader. `reads` gives the same records.
   */
  readonly verbatim: boolean
  /** Records and rejects in the input's order, in batches. */
  readonly reads: AsyncIterable<readonly Read[]>
  /** What the input says of its own pages, once `reads` has come to its end. */
  readonly pages: () => Pages | undefined
}

/** An input no shape knows, with every shape's reason. */
export interface UnknownExport {
  readonly known: false
  readonly encoding: Encoding
  readonly container: OpenedHead['container']
  /** True when the input has no text, or is an export without a single record (`[]`, an empty page). */
  readonly empty: boolean
  readonly reasons: readonly ShapeReason[]
  /** Lines that could not be read on the way, for instance the one that is longer than the limit. */
  readonly rejects: readonly Reject[]
}

/**
 * Tells an input's shape from its first bytes and reads it as a stream. Never throws on content: what cannot
 * be read comes out as rejects. Memory is bounded by `limits`, not by the input.
 */
export async function readExport(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): Promise<ExportReading | UnknownExport> {
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const peeked = await peek(stream, (head) => isEnough(head, limits))
  const encoding = encodingOf(peeked.head)
  const text = new TextDecoder(encoding).decode(peeked.head, { stream: !peeked.complete })
  const opened = openHead(text, limits)
  const watch = new PageWatch()
  const isPaged = ['json-object', 'json-array', 'ndjson'].includes(opened.container)
  const texts = decodeText(peeked.chunks, encoding)
  const source: Source = { texts: isPaged ? watched(texts, watch) : texts, read: [] }
  const head = peeked.complete ? opened : await lookFurther(opened, source, limits)
  const detected = detect(head)
  const { container } = head
  if (!detected.shape) {
    const rejects = source.read.flatMap((item) => ('reject' in item ? [item.reject] : []))
    return {
      known: false,
      encoding,
      container,
      empty: isEmpty(text, head),
      reasons: detected.reasons,
      rejects,
    }
  }
  const { shape } = detected
  return {
    known: true,
    shape,
    encoding,
    container,
    lineCounts: head.oneLine ? 'elements' : 'lines',
    verbatim: shape.verbatimLines !== undefined && encoding === 'utf-8',
    reads: readAll(source, head, shape, limits),
    pages: () => watch.pages,
  }
}

async function* watched(texts: AsyncIterable<string>, watch: PageWatch): AsyncGenerator<string> {
  for await (const text of texts) {
    watch.push(text)
    yield text
  }
}

/** What is left to read: elements found while looking for the shape, the scanner in mid-file, the text after it. */
interface Source {
  readonly texts: AsyncGenerator<string>
  scanner?: ElementScanner
  read: (Element | { readonly reject: Reject })[]
}

/** Where the first bytes hold no whole record (a line of many megabytes), the first one after them tells the shape. */
async function lookFurther(head: OpenedHead, source: Source, limits: Limits): Promise<OpenedHead> {
  if (head.objects.length > 0 || head.container === 'csv' || head.container === 'unknown') return head
  source.scanner = elementScanner(head, limits)
  for (let next = await source.texts.next(); !next.done; next = await source.texts.next()) {
    source.read.push(...source.scanner.push(next.value))
    const objects = source.read.flatMap((item) => ('value' in item ? [item.value] : []))
    if (objects.length > 0) return { ...head, objects }
  }
  source.read.push(...source.scanner.end())
  return { ...head, objects: source.read.flatMap((item) => ('value' in item ? [item.value] : [])) }
}

function isEmpty(text: string, head: OpenedHead): boolean {
  if (text.trim() === '') return true
  const isJson = head.container === 'json-array' || head.container === 'json-object'
  return isJson && head.objects.length === 0 && 'value' in parseJson(text)
}

/** Enough is the head's size; a longer first line is waited for, up to sixteen times as much. */
function isEnough(head: Uint8Array, limits: Limits): boolean {
  if (head.length < limits.headBytes) return false
  return head.length >= 16 * limits.headBytes || head.includes(10)
}

async function* readAll(
  source: Source,
  head: OpenedHead,
  shape: Shape,
  limits: Limits,
): AsyncGenerator<readonly Read[]> {
  const unwrap = guarded(shape, head)
  const scanner = source.scanner ?? elementScanner(head, limits)
  let count = 0
  const batch = (elements: Elements): Read[] => {
    const reads: Read[] = []
    for (const item of elements) {
      count++
      const placed = head.oneLine ? atElement(item, count) : item
      if ('reject' in placed) reads.push({ reject: placed.reject })
      else for (const read of unwrap(placed)) reads.push(read)
    }
    return reads
  }
  const found = batch(source.read)
  if (found.length) yield found
  source.read = []
  for await (const text of source.texts) {
    const reads = batch(scanner.push(text))
    if (reads.length) yield reads
  }
  const reads = batch(scanner.end())
  if (reads.length) yield reads
}

function atElement(item: Elements[number], line: number): Elements[number] {
  return 'reject' in item ? { reject: { ...item.reject, line } } : { ...item, line }
}

/** Unwraps by the file's shape, by another one when the element is not of it; a failure rejects that element only. */
function guarded(shape: Shape, head: OpenedHead): (element: Element) => readonly Read[] {
  const context = { unwrapAny: unwrapAnyOf() }
  const unwrap = shape.open(head, context)
  return (element) => protectedUnwrap(element, (given) => unwrap(given) ?? context.unwrapAny(given))
}

/** JSON may nest deeper than the stack reaches. */
function protectedUnwrap(element: Element, unwrap: (element: Element) => readonly Read[]): readonly Read[] {
  try {
    return unwrap(element)
  } catch (error) {
    if (error instanceof RangeError) return [{ reject: reject('ING210', element.line, element.text) }]
    throw error
  }
}

interface ElementScanner {
  push(text: string): Elements
  end(): Elements
}

function elementScanner(head: OpenedHead, limits: Limits): ElementScanner {
  if (head.container === 'format-list') return scanFormatList(limits)
  return head.container === 'csv' ? csvElements(head, limits) : jsonElements(head, limits)
}

function jsonElements(head: OpenedHead, limits: Limits): ElementScanner {
  const scanner = head.container === 'ndjson' ? scanLines(limits) : scanJson(limits)
  const parse = (scanned: ReturnType<typeof scanner.push>): Elements =>
    scanned.map((item) => ('piece' in item ? pieceElement(item.piece) : item))
  return { push: (text) => parse(scanner.push(text)), end: () => parse(scanner.end()) }
}

function csvElements(head: OpenedHead, limits: Limits): ElementScanner {
  const scanner = scanCsv(head.delimiter, limits)
  let header: readonly string[] | undefined
  const rows = (scanned: ReturnType<typeof scanner.push>): Elements => {
    const elements: (Element | { readonly reject: Reject })[] = []
    for (const item of scanned) {
      if ('reject' in item) elements.push(item)
      else if (isPreamble(item.row.cells)) continue
      else if (!header) header = headerNames(item.row.cells)
      else if (!isRepeated(header, item.row.cells)) elements.push(rowElement(header, item.row))
    }
    return elements
  }
  return { push: (text) => rows(scanner.push(text)), end: () => rows(scanner.end()) }
}

/** Exports joined into one file repeat the header between their rows. */
function isRepeated(header: readonly string[], cells: readonly string[]): boolean {
  return cells[0]?.trim() === header[0] && headerNames(cells).every((name, index) => name === header[index])
}
