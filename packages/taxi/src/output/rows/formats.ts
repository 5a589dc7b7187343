import { table } from '../table.js'
import { csvText } from './csv.js'
import { type Answer, cellText, jsonText } from './format.js'

const widestCell = 60

const short = (text: string): string =>
  text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text

const numberTypes = new Set(['int', 'long', 'real', 'decimal'])

function terminalTable({ columns, rows }: Answer): string {
  const cells = rows.map((row) =>
    columns.map(({ name, type }) => {
      const value = row[name]
      return numberTypes.has(type) && typeof value === 'number' ? value : short(cellText(value))
    }),
  )
  return `${table(
    columns.map((column) => column.name),
    cells,
  )}\n`
}

const object = ({ columns }: Answer, row: Answer['rows'][number]): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))

/** The text formats an answer can be printed in. */
export const rowFormats = {
  table: terminalTable,
  json: (answer: Answer) => `${jsonText(answer.rows.map((row) => object(answer, row)))}\n`,
  ndjson: (answer: Answer) => answer.rows.map((row) => `${jsonText(object(answer, row))}\n`).join(''),
  csv: csvText,
} as const satisfies Record<string, (answer: Answer) => string>

export type RowFormat = keyof typeof rowFormats
