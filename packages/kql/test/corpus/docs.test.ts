/** Query and result pairs of the KQL reference, where they lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { KqlValue } from '../../src/index.js'
import { openEngine } from '../engine/duckdb.js'
import { missingRow, sameValue } from './compare.js'
import { anyWillDo, contradicted, elsewhere, orderless } from './printed.js'

interface Documented {
  readonly id: string
  readonly query: string
  readonly expectedColumns: readonly string[]
  readonly expectedRows: readonly (readonly string[])[]
  readonly selfContained: boolean
  readonly nondeterministic: boolean
  readonly truncated: boolean
  readonly columnsMatchBinder: boolean
}

const file = fileURLToPath(new URL('../../../../../shared/kql/kusto-docs-cases.jsonl', import.meta.url))
const options = { tables: [], document: { columns: ['raw'] }, now: new Date('2024-06-01T00:00:00Z') }

/**
 * Of all tables, and of those that can be the answer to their query (see printed.ts). May only rise; what differs is
 * listed in docs/kql-differences.md.
 */
const LEAST = { all: 0.92, answerable: 0.97 }

it.skipIf(!existsSync(file))(
  'answers as the reference prints (skipped where ../shared is absent)',
  async () => {
    const engine = await openEngine()
    const cases = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Documented)
      .filter((test) => test.selfContained && !test.nondeterministic && !test.truncated)
    const failures: string[] = []
    const set = { ...contradicted, ...anyWillDo, ...elsewhere }
    for (const test of cases) {
      const why = await differs(engine, test).catch((error: unknown) => String(error))
      if (why) failures.push(`${test.id}: ${why.split('\n')[0]?.slice(0, 300)}`)
    }
    const ours = failures.filter((line) => !(line.slice(0, line.indexOf(': ')) in set))
    const met = cases.length - failures.length
    const answerable = met + ours.length
    console.log(
      `reference: ${met} of ${cases.length} as printed, ${met} of ${answerable} that can be\n${failures.join('\n')}`,
    )
    engine.close()
    expect(met / cases.length).toBeGreaterThanOrEqual(LEAST.all)
    expect(met / answerable).toBeGreaterThanOrEqual(LEAST.answerable)
  },
  1_200_000,
)

/** Without what Markdown adds: breaks, code marks, links, hard blanks. A first brace is lost now and then. */
const plain = (cell: string): string =>
  cell
    .replaceAll('<br>', '\n')
    .replaceAll('&nbsp;', '')
    .trim()
    .replace(/^`([\s\S]*)`$/, '$1')
    .replace(/^\[(\S+)\]\(\1\)$/, '$1')
    .trim()
    .replace(/^"type":[\s\S]*\}$/, '{$&')

/** A cell of a Markdown table has no blanks at its ends, and no line breaks or hard blanks in it. */
const trimmed = <T>(value: T): T =>
  typeof value === 'string' ? (value.replace(/\u00a0|\s*\n\s*/g, ' ').trim() as T) : value

/** The same whatever way JSON is laid out, which corner a polygon's ring begins with, and what has no order. */
function settled(value: KqlValue, test: Documented): KqlValue {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return settled(JSON.parse(value) as KqlValue, test)
    } catch {
      return value
    }
  }
  if (Array.isArray(value))
    return orderless.has(test.id) ? [...value].sort() : value.map((v) => settled(v, test))
  if (value === null || typeof value !== 'object') return value
  const shape = value as { type?: unknown; coordinates?: unknown; geometries?: KqlValue }
  if (shape.type === 'GeometryCollection')
    return { ...value, geometries: settled(shape.geometries ?? null, test) }
  if (shape.type !== 'Polygon' || !Array.isArray(shape.coordinates)) return value
  return { ...value, coordinates: (shape.coordinates as number[][][]).map(fromLeast) } as KqlValue
}

/** A closed ring that begins with its westernmost corner. */
function fromLeast(ring: readonly number[][]): number[][] {
  const open = ring.slice(0, -1).map((corner) => corner.map((degrees) => Number(degrees.toPrecision(10))))
  const key = ([x = 0, y = 0]: readonly number[]) => x * 1e3 + y
  const first = open.indexOf(open.reduce((least, corner) => (key(corner) < key(least) ? corner : least)))
  const turned = [...open.slice(first), ...open.slice(0, first)]
  return [...turned, ...turned.slice(0, 1)]
}

/** A cell and a value, both settled. */
function same(cell: string, value: KqlValue, type: string, test: Documented): boolean {
  if (sameValue(cell, value, type)) return true
  if (type !== 'dynamic' && type !== 'string') return false
  const [a, b] = [settled(cell, test), settled(value, test)]
  return typeof a === 'object' && typeof b === 'object' && sameValue(JSON.stringify(a), b, 'dynamic')
}

async function differs(
  engine: Awaited<ReturnType<typeof openEngine>>,
  test: Documented,
): Promise<string | undefined> {
  const outcome = await engine.answer(test.query, options)
  if (!outcome.ok) return `${outcome.errors[0]?.code} ${outcome.errors[0]?.message}`
  const { columns, rows } = outcome.answer
  // Printed tables leave columns out now and then, and are edited by hand: what is printed must be there. Where
  // the printed names are not even the binder's own, the columns go by position.
  const printed = test.expectedColumns.map(plain)
  const asMany = test.expectedRows.every((row) => row.length === columns.length)
  const byPlace = !test.columnsMatchBinder && asMany
  const found = printed.map((name) =>
    columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase()),
  )
  const places = byPlace ? columns.map((_, i) => i) : found
  if (places.includes(-1)) return `columns ${columns.map((column) => column.name)} for ${printed}`
  if (rows.length !== test.expectedRows.length) return `${rows.length} rows for ${test.expectedRows.length}`
  const missing = missingRow(test.expectedRows, rows.length, (values, i) =>
    places.every((place, c) => {
      const column = columns[place]
      return (
        column !== undefined &&
        same(plain(values[c] ?? ''), trimmed(rows[i]?.[column.name] ?? null), column.type, test)
      )
    }),
  )
  return missing ? `no row ${JSON.stringify(missing)} in ${JSON.stringify(rows.slice(0, 2))}` : undefined
}
