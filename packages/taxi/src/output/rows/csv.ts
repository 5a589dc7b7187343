import { type Answer, cellText } from './format.js'

// A cell that a spreadsheet would run as a formula is shown as text: logs are written by attackers too (CWE-1236).
const formula = /^[=+\-@\t\r]/
const plainNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/

/** One CSV cell (RFC 4180), safe to open in a spreadsheet. */
export function csvCell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The answer as CSV with a header line and CRLF line ends. */
export const csvText = ({ columns, rows }: Answer): string =>
  [
    columns.map((column) => csvCell(column.name)).join(','),
    ...rows.map((row) => columns.map((column) => csvCell(cellText(row[column.name]))).join(',')),
  ]
    .join('\r\n')
    .concat('\r\n')
