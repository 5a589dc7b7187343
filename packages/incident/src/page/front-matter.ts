import { parse as parseToml, TomlError } from 'smol-toml'
import { type Document, isNode, isPair, isScalar, parseDocument } from 'yaml'

export type FrontMatterKind = 'yaml' | 'toml' | 'json' | 'none'

/** Anything front matter can hold. */
export type FieldValue = unknown
export type Fields = Readonly<Record<string, FieldValue>>

export interface FrontMatterProblem {
  readonly offset: number
  readonly message: string
  readonly duplicateKey: boolean
}

export interface FrontMatter {
  readonly kind: FrontMatterKind
  /** Offset of the first character after the closing fence line. */
  readonly end: number
  readonly fields: Fields
  readonly problems: readonly FrontMatterProblem[]
  /** Offset of the value at a path, or of its key, or of the nearest parent that exists. */
  offsetOf(path: readonly (string | number)[]): number
  /** Start and end offset of a scalar as written, quotes included; undefined when it is not a plain scalar. */
  rangeOf(path: readonly (string | number)[]): readonly [number, number] | undefined
}

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** The three fences in use: `---` (Jekyll, Hugo), `+++` (Hugo TOML) and a bare JSON object (Hugo). */
export function readFrontMatter(text: string): FrontMatter {
  const bom = text.startsWith('\ufeff') ? 1 : 0
  const fence = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text.slice(bom))
  if (fence) {
    const mark = fence[1] === '---' ? '---' : '\\+\\+\\+'
    const start = bom + fence[0].length
    const close = new RegExp(`^${mark}[ \\t]*(?:\\r?\\n|$)`, 'm').exec(text.slice(start))
    if (close) {
      const source = text.slice(start, start + close.index)
      const end = start + close.index + close[0].length
      return fence[1] === '---' ? readYaml(source, start, end) : readToml(source, start, end)
    }
    return { ...none(bom), problems: [problem(bom, 'front matter is opened but never closed')] }
  }
  if (/^\{\s*\r?\n/.test(text.slice(bom))) return readJson(text, bom)
  return none(bom)
}

const problem = (offset: number, message: string, duplicateKey = false): FrontMatterProblem => ({
  offset,
  message,
  duplicateKey,
})

const none = (offset: number): FrontMatter => ({
  kind: 'none',
  end: offset,
  fields: {},
  problems: [],
  offsetOf: () => offset,
  rangeOf: () => undefined,
})

function readYaml(source: string, start: number, end: number): FrontMatter {
  const doc = parseDocument(source, { prettyErrors: false, strict: true })
  const problems = doc.errors.map((error) =>
    problem(start + (error.pos[0] ?? 0), error.message, error.code === 'DUPLICATE_KEY'),
  )
  let fields: Fields = {}
  try {
    fields = asFields(doc.toJS({ maxAliasCount: 50 }))
  } catch (error) {
    problems.push(problem(start, error instanceof Error ? error.message : String(error)))
  }
  return {
    kind: 'yaml',
    end,
    fields,
    problems,
    offsetOf: (path) => start + yamlOffset(doc, path),
    rangeOf(path) {
      const node = doc.getIn(path, true)
      return isScalar(node) && node.range ? [start + node.range[0], start + node.range[1]] : undefined
    },
  }
}

/** Offset of a value; an empty value has no text of its own, so the key stands for it. */
function yamlOffset(doc: Document, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = doc.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range && node.range[0] !== node.range[1]) return node.range[0]
    const parent = doc.getIn(path.slice(0, depth - 1), true)
    const items = (parent as { items?: unknown[] } | undefined)?.items ?? []
    const pair = items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === path[depth - 1],
    )
    if (isPair(pair) && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return 0
}

function readToml(source: string, start: number, end: number): FrontMatter {
  const located = locateByKey(
    source,
    start,
    (key) => new RegExp(`^[ \\t]*["']?${key}["']?[ \\t]*=[ \\t]*`, 'm'),
  )
  try {
    // A TOML date prints itself as it was written: a day does not become midnight in some zone.
    const fields = asFields(JSON.parse(JSON.stringify(parseToml(source))))
    return { kind: 'toml', end, fields, problems: [], ...located }
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1
    const at =
      start +
      source
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0)
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { kind: 'toml', end, fields: {}, problems: [problem(at, message)], ...located }
  }
}

function readJson(text: string, start: number): FrontMatter {
  const close = /^\}[ \t]*(?:\r?\n|$)/m.exec(text.slice(start))
  if (!close) return none(start)
  const end = start + close.index + close[0].length
  const source = text.slice(start, end)
  const located = locateByKey(source, start, (key) => new RegExp(`^[ \\t]*"${key}"[ \\t]*:[ \\t]*`, 'm'))
  try {
    return { kind: 'json', end, fields: asFields(JSON.parse(source)), problems: [], ...located }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'json', end, fields: {}, problems: [problem(start, message)], ...located }
  }
}

function locateByKey(source: string, start: number, pattern: (key: string) => RegExp) {
  const quoted = (key: string | number) => String(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return {
    offsetOf(path: readonly (string | number)[]): number {
      const found = pattern(quoted(path[0] ?? '')).exec(source)
      return found ? start + found.index + found[0].length : start
    },
    rangeOf: () => undefined,
  }
}
