import type { Json, JsonBag } from '../json.js'
import { geometry } from './shape.js'

const names: Readonly<Record<string, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
}

/** Well-known text as GeoJSON; undefined where it is not well formed. */
export function parseWkt(text: string): JsonBag | undefined {
  const reader = new WktReader(text)
  try {
    const value = reader.geometry(0)
    return reader.atEnd() ? value : undefined
  } catch {
    return undefined
  }
}

class WktReader {
  private at = 0
  constructor(private readonly text: string) {}

  atEnd(): boolean {
    return this.text.slice(this.at).trim() === ''
  }

  geometry(depth: number): JsonBag {
    if (depth > 50) throw new SyntaxError('too deep')
    const word = this.word().toUpperCase()
    if (word === 'GEOMETRYCOLLECTION') {
      const members = this.many(() => this.geometry(depth + 1))
      return new Map<string, Json>([
        ['type', 'GeometryCollection'],
        ['geometries', members],
      ])
    }
    const type = names[word]
    if (!type) throw new SyntaxError(`no geometry ${word}`)
    const value = this.nested(0)
    return geometry(type, type === 'Point' ? ((value as readonly Json[])[0] ?? null) : value)
  }

  /** Lists of lists of positions, as deep as the brackets go. */
  private nested(depth: number): Json[] {
    if (depth > 5) throw new SyntaxError('too deep')
    return this.many(() => (this.peek() === '(' ? this.nested(depth + 1) : this.position()))
  }

  private many<T>(read: () => T): T[] {
    this.expect('(')
    const out = [read()]
    while (this.peek() === ',') {
      this.at++
      out.push(read())
    }
    this.expect(')')
    return out
  }

  private position(): Json {
    const numbers: Json[] = []
    for (;;) {
      this.peek()
      const found = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.at))
      if (!found) break
      this.at += found[0].length
      numbers.push(/[.eE]/.test(found[0]) ? Number(found[0]) : BigInt(found[0]))
    }
    if (numbers.length < 2) throw new SyntaxError('position expected')
    return numbers
  }

  private word(): string {
    this.peek()
    const found = /^[A-Za-z]+/.exec(this.text.slice(this.at))
    if (!found) throw new SyntaxError('word expected')
    this.at += found[0].length
    return found[0]
  }

  private peek(): string {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
    return this.text[this.at] ?? ''
  }

  private expect(mark: string): void {
    if (this.peek() !== mark) throw new SyntaxError(`${mark} expected`)
    this.at++
  }
}
