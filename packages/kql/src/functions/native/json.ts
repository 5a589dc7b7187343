import { formatReal } from './real.js'

/**
 * A dynamic value. Whole numbers are bigint and reals are number, because Kusto keeps long and real apart
 * inside dynamic (`gettype(dynamic(1))` is long, of `dynamic(1.0)` double, and 1.0 prints as `1.0`).
 */
export type Json = null | boolean | bigint | number | string | readonly Json[] | JsonBag
export type JsonBag = Map<string, Json>

export const isBag = (value: Json): value is JsonBag => value instanceof Map
export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value)

/** Reads JSON text; undefined when it is not JSON. Duplicate keys: the last one wins, as in Kusto. */
export function readJson(text: string): Json | undefined {
  const reader = new Reader(text)
  try {
    const value = reader.value(0)
    return reader.atEnd() ? value : undefined
  } catch {
    return undefined
  }
}

/** The dynamic value of a native's argument: absent and JSON null are the same to Kusto. */
export function readDynamic(text: string | null): Json {
  return text === null ? null : (readJson(text) ?? null)
}

const maximumDepth = 200
const numberForm = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|NaN|-?Infinity/y
const plainText = /[^"\\]*/y
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  private at = 0
  constructor(private readonly text: string) {}

  atEnd(): boolean {
    this.skipSpace()
    return this.at === this.text.length
  }

  value(depth: number): Json {
    if (depth > maximumDepth) throw new SyntaxError('too deep')
    this.skipSpace()
    switch (this.text[this.at]) {
      case '{':
        return this.bag(depth)
      case '[':
        return this.array(depth)
      case '"':
        return this.string()
      case 't':
        return this.word('true', true)
      case 'f':
        return this.word('false', false)
      case 'n':
        return this.word('null', null)
      default:
        return this.number()
    }
  }

  private bag(depth: number): JsonBag {
    const bag: JsonBag = new Map()
    this.at++
    if (this.takes('}')) return bag
    do {
      this.skipSpace()
      const key = this.string()
      this.expect(':')
      bag.set(key, this.value(depth + 1))
    } while (this.takes(','))
    this.expect('}')
    return bag
  }

  private array(depth: number): Json[] {
    const items: Json[] = []
    this.at++
    if (this.takes(']')) return items
    do items.push(this.value(depth + 1))
    while (this.takes(','))
    this.expect(']')
    return items
  }

  private string(): string {
    if (this.text[this.at] !== '"') throw new SyntaxError('string expected')
    this.at++
    let out = ''
    for (;;) {
      plainText.lastIndex = this.at
      const plain = plainText.exec(this.text)?.[0] ?? ''
      out += plain
      this.at += plain.length
      const mark = this.text[this.at++]
      if (mark === '"') return out
      if (mark === undefined) throw new SyntaxError('unfinished string')
      out += this.escape(this.text[this.at++])
    }
  }

  private escape(mark: string | undefined): string {
    if (mark === 'u') {
      const hex = this.text.slice(this.at, this.at + 4)
      if (!/^[\da-fA-F]{4}$/.test(hex)) throw new SyntaxError('bad escape')
      this.at += 4
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const plain = mark === undefined ? undefined : escapes[mark]
    if (plain === undefined) throw new SyntaxError('bad escape')
    return plain
  }

  private number(): bigint | number {
    numberForm.lastIndex = this.at
    const found = numberForm.exec(this.text)
    if (!found) throw new SyntaxError('value expected')
    this.at += found[0].length
    const whole = found[1] === undefined && found[2] === undefined && !/[NI]/.test(found[0])
    if (!whole) return Number(found[0])
    const value = BigInt(found[0])
    return BigInt.asIntN(64, value) === value ? value : Number(found[0])
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw new SyntaxError(`${word} expected`)
    this.at += word.length
    return value
  }

  private takes(mark: string): boolean {
    this.skipSpace()
    if (this.text[this.at] !== mark) return false
    this.at++
    return true
  }

  private expect(mark: string): void {
    if (!this.takes(mark)) throw new SyntaxError(`${mark} expected`)
  }

  private skipSpace(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++
  }
}

/** Compact JSON text in Kusto's spelling: keys in their order, reals with a decimal point. */
export function writeJson(value: Json): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) ? formatReal(value) : `"${formatReal(value)}"`
    case 'boolean':
    case 'bigint':
      return value.toString()
    default:
      return isBag(value)
        ? `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`).join(',')}}`
        : `[${(value as readonly Json[]).map(writeJson).join(',')}]`
  }
}

/** `tostring()` of a dynamic value: a string is itself, null is empty, all else is JSON. */
export function dynamicText(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : writeJson(value)
}

/** Builds a bag from plain entries. */
export const bagOf = (entries: Readonly<Record<string, Json>>): JsonBag => new Map(Object.entries(entries))
