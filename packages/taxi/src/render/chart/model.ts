import type { Answer, AnswerColumn } from '../../output/rows/format.js'

export interface Point {
  /** Time in milliseconds, number, or category as its place in the order of appearance. */
  readonly x: number
  readonly label: string
  readonly y: number
}

export interface Series {
  readonly name: string
  readonly points: readonly Point[]
}

export interface Chart {
  readonly kind: 'time' | 'number' | 'category'
  readonly xTitle: string
  readonly series: readonly Series[]
}

/** Least and greatest, of as many numbers as there are (an argument list has its limit); zeros of none. */
export function extent(numbers: readonly number[]): readonly [low: number, high: number] {
  let [low, high] = [numbers[0] ?? 0, numbers[0] ?? 0]
  for (const number of numbers) {
    if (number < low) low = number
    if (number > high) high = number
  }
  return [low, high]
}

const numeric = new Set(['int', 'long', 'real', 'decimal'])
const isNumeric = (column: AnswerColumn): boolean => numeric.has(column.type)

const listOf = (cell: unknown): readonly unknown[] => (Array.isArray(cell) ? cell : [cell])

function kindOf(column: AnswerColumn, cell: unknown): Chart['kind'] {
  if (column.type === 'datetime') return 'time'
  if (isNumeric(column)) return 'number'
  const [first] = listOf(cell)
  return column.type === 'dynamic' && typeof first === 'string' && !Number.isNaN(Date.parse(first))
    ? 'time'
    : 'category'
}

/**
 * What `render` draws, by the reference's default rules: the first column (a datetime where there is one) is x, text
 * columns name the series, numbers are y; make-series rows carry lists
 * (https://learn.microsoft.com/kusto/query/render-operator).
 */
export function chartOf({ columns, rows }: Answer): Chart | undefined {
  const x =
    columns.find((column) => column.type === 'datetime') ??
    columns.find(
      (column) => column.type === 'dynamic' && kindOf(column, rows[0]?.[column.name]) === 'time',
    ) ??
    columns[0]
  if (!x) return undefined
  const isValue = (column: AnswerColumn) =>
    column !== x &&
    (isNumeric(column) ||
      (column.type === 'dynamic' && typeof listOf(rows[0]?.[column.name])[0] === 'number'))
  const values = columns.filter(isValue)
  if (values.length === 0) return undefined
  const names = columns.filter(
    (column) => column !== x && !values.includes(column) && column.type === 'string',
  )
  const kind = kindOf(x, rows[0]?.[x.name])
  const order = new Map<string, number>()
  const place = (cell: unknown): number => {
    if (kind === 'time') return Date.parse(String(cell))
    if (kind === 'number') return Number(cell)
    const label = String(cell ?? '')
    if (!order.has(label)) order.set(label, order.size)
    return order.get(label) ?? 0
  }
  const series = new Map<string, Point[]>()
  for (const row of rows) {
    const group = names.map((column) => String(row[column.name] ?? '')).join(', ')
    for (const value of values) {
      const name = [group, ...(values.length > 1 || !group ? [value.name] : [])].filter(Boolean).join(': ')
      const points = series.get(name) ?? []
      const ys = listOf(row[value.name])
      for (const [i, cell] of listOf(row[x.name]).entries()) {
        const y = Number(ys[i])
        if (!Number.isNaN(y)) points.push({ x: place(cell), label: String(cell ?? ''), y })
      }
      series.set(name, points)
    }
  }
  const drawn = [...series].map(([name, points]) => ({
    name,
    points: kind === 'category' ? points : [...points].sort((a, b) => a.x - b.x),
  }))
  return { kind, xTitle: x.name, series: drawn }
}
