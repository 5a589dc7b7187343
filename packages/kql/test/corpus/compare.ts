/** Holds our values against the printed rows of another engine. */
import type { KqlValue } from '../../src/index.js'

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'number') return Number(inner.toPrecision(10))
    if (inner && typeof inner === 'object' && !Array.isArray(inner))
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    return inner
  })

const numbers = new Set(['int', 'long', 'real', 'decimal'])

const numberOf = (text: string): number => {
  if (/inf|∞/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(text)
}

function sameNumber(a: number, b: number): boolean {
  if (Number.isNaN(a) && Number.isNaN(b)) return true
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

/** Whether a printed value is ours; reals to 1e-9, JSON whatever its spacing and order of keys. */
export function sameValue(printed: string, value: KqlValue, type: string): boolean {
  if (type === 'string') return value === printed || (printed === 'null' && value === '')
  if (printed === 'null' || printed === '') return value === null
  if (value === null) return false
  if (type === 'guid') return String(value) === printed.replace(/^'(.*)'$/, '$1').toLowerCase()
  if (type === 'bool')
    return String(value) === { '1': 'true', '0': 'false' }[printed] || String(value) === printed.toLowerCase()
  if (numbers.has(type))
    return sameNumber(numberOf(String(value)), numberOf(printed.replace(/(?<=\d),(?=\d{3})/g, '')))
  if (type === 'datetime') return datetimeMark(printed) === datetimeMark(String(value))
  if (type === 'timespan') return String(value).replace(/0+$/, '') === printed.replace(/0+$/, '')
  if (type === 'dynamic') {
    try {
      return canonical(JSON.parse(printed)) === canonical(value)
    } catch {
      return String(value) === printed
    }
  }
  return String(value) === printed
}

const datetimeMark = (text: string): string =>
  text
    .replace(' ', 'T')
    .replace(/Z$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** The first printed row that none of ours is; undefined when all are there, each once. */
export function missingRow<Row>(
  wanted: readonly Row[],
  count: number,
  matches: (row: Row, index: number) => boolean,
): Row | undefined {
  const used = new Set<number>()
  for (const row of wanted) {
    let found = -1
    for (let i = 0; i < count && found < 0; i++) if (!used.has(i) && matches(row, i)) found = i
    if (found < 0) return row
    used.add(found)
  }
  return undefined
}
