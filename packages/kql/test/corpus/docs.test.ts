/** Query and result pairs of the KQL reference, where they lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openEngine } from '../engine/duckdb.js'
import { missingRow, sameValue } from './compare.js'

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

/** May only rise; what differs is listed in docs/kql-differences.md. */
const LEAST = 0.76

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
    for (const test of cases) {
      const why = await differs(engine, test).catch((error: unknown) => String(error))
      if (why) failures.push(`${test.id}: ${why.split('\n')[0]?.slice(0, 300)}`)
    }
    console.log(
      `reference: ${cases.length - failures.length} of ${cases.length} as printed\n${failures.join('\n')}`,
    )
    engine.close()
    expect(1 - failures.length / cases.length).toBeGreaterThanOrEqual(LEAST)
  },
  600_000,
)

/** Without what Markdown adds. */
const plain = (cell: string): string =>
  cell
    .replaceAll('<br>', '\n')
    .trim()
    .replace(/^`([\s\S]*)`$/, '$1')
    .trim()

/** A cell of a Markdown table has no blanks at its ends. */
const trimmed = <T>(value: T): T => (typeof value === 'string' ? (value.trim() as T) : value)

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
  const byPlace = !test.columnsMatchBinder && printed.length === columns.length
  const places = printed.map((name, i) => (byPlace ? i : columns.findIndex((column) => column.name === name)))
  if (places.includes(-1)) return `columns ${columns.map((column) => column.name)} for ${printed}`
  if (rows.length !== test.expectedRows.length) return `${rows.length} rows for ${test.expectedRows.length}`
  const missing = missingRow(test.expectedRows, rows.length, (values, i) =>
    places.every((place, c) => {
      const column = columns[place]
      return (
        column !== undefined &&
        sameValue(plain(values[c] ?? ''), trimmed(rows[i]?.[column.name] ?? null), column.type)
      )
    }),
  )
  return missing ? `no row ${JSON.stringify(missing)} in ${JSON.stringify(rows.slice(0, 2))}` : undefined
}
